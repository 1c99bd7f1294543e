/** Everything works without this; it only makes things quicker. */
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Radios,
  SkipLink,
  createAll,
} from 'asset:govuk-frontend.js';
import { autosave, forgetAside } from 'asset:autosave.js';
import { filter } from 'asset:filter.js';
import { progress } from 'asset:progress.js';
import { triage } from 'asset:triage.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
for (const component of [CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);
createAll(Button, { preventDoubleClick: true });
const each = (selector, work) => document.querySelectorAll(selector).forEach(work);
if (document.querySelector('[data-flash]')) forgetAside();
each('form[data-draft]', autosave);
each('form[data-filters]', filter);
each('[data-progress-url]', progress);
each('form[data-triage]', triage);
each('[data-print]', (button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
document.querySelector('[data-flash]')?.focus();
