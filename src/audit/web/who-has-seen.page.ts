import { z } from 'zod';
import { get, paths, show, view } from '../../web/index.js';
import { presentLooks } from './who-has-seen.presenter.js';
import type { LooksModel } from './who-has-seen.presenter.js';

const looksView = view<LooksModel>('audit/web/who-has-seen.njk');

const answer = z.object({
  seen: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      name: z.string().nullable(),
      bySystem: z.boolean(),
      as: z.string().nullable(),
      part: z.string().nullable(),
    }),
  ),
});
const PAGE = 100;

/** Who has looked at my review, self-assessment and journal. */
export const whoHasSeenPage = get(paths.whoHasSeen, async (visit) => {
  const { seen } = await visit.ask('audit.whoHasSeen', answer, { query: { limit: PAGE } });
  return show(looksView, presentLooks(seen));
});
