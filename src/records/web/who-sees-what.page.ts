import { get, paths, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

const whoSeesWhatView = view<PageModel>('records/web/who-sees-what.njk');

/** The promise about confidentiality, in plain words. The database keeps it (migrations/0004 and after). */
export const whoSeesWhatPage = get(paths.whoSeesWhat, () =>
  Promise.resolve(show(whoSeesWhatView, { title: 'Who sees what' })),
);
