import type { Page } from '../page.js';
import { goTo, json, post } from '../page.js';
import { paths } from '../paths.js';
import { clockTime } from '../words/index.js';

/** Where forms keep and throw away what is being typed: the script asks for JSON, the button without script for a page. */
export const draftPages: readonly Page[] = [
  post(paths.draft, async ({ drafts, fields, cameFrom, wantsJson }) => {
    const at = clockTime(await drafts.save(fields.text('_form'), fields.typed()));
    return wantsJson
      ? json({ at })
      : goTo(cameFrom, { title: `Draft saved ${at}`, text: 'Only you can see it.' });
  }),
  post(paths.forgetDraft, async ({ drafts, fields, cameFrom }) => {
    await drafts.forget(fields.text('_form'));
    return goTo(cameFrom, { title: 'The draft is thrown away' });
  }),
];
