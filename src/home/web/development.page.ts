import { z } from 'zod';
import { capital, count, get, paths, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

interface DevelopmentModel extends PageModel {
  readonly cards: readonly {
    readonly title: string;
    readonly text: string;
    readonly href: string;
    readonly action: string;
    readonly sees: { readonly locked: boolean; readonly text: string };
  }[];
  readonly hasStandards: boolean;
}

const developmentView = view<DevelopmentModel>('home/web/development.njk');
const assessments = z.object({ assessments: z.array(z.object({ state: z.string() })) });
const needs = z.object({ needs: z.array(z.object({ place: z.string() })) });
const ENDED = new Set(['met', 'notMet', 'partlyMet', 'declined', 'withdrawn', 'ended']);

/** My development: what I can do, what I want to learn, and what I keep of it. */
export const developmentPage = get(paths.development, async (visit) => {
  const [own, mine] = await Promise.all([
    visit.ask('standards.mine', assessments, { query: { limit: 1 } }),
    visit.ask('needs.mine', needs),
  ]);
  const [newest] = own.assessments;
  const open = mine.needs.filter(({ place }) => !ENDED.has(place)).length;
  const standards = {
    title: 'My standards',
    text: newest?.state.includes('.assessing')
      ? 'Rate yourself, as far as it helps you. Private until you send it.'
      : 'How you and your reviewer see it, and which gaps you work on.',
    href: paths.standards.pattern,
    action: 'Open my standards',
    sees: { locked: true, text: 'You and your reviewer' },
  };
  return show(developmentView, {
    title: 'My development',
    hasStandards: newest !== undefined,
    cards: [
      {
        title: 'My training needs',
        text:
          open === 0
            ? 'Nothing is on the way just now. Ask for what you want to learn.'
            : `${capital(count(open, 'need'))} on the way: where each is, and why.`,
        href: paths.myNeeds.pattern,
        action: 'Open my training needs',
        sees: { locked: false, text: 'You, your reviewer, the CPD leader and the head' },
      },
      ...(newest ? [standards] : []),
      {
        title: 'My aims and objectives',
        text: 'Where you want to be in three and in five years, and what you agreed for this one.',
        href: paths.review.pattern,
        action: 'Open my review',
        sees: { locked: true, text: 'You, your reviewer and the head' },
      },
      {
        title: 'My journal',
        text: 'What surprised you this week. A line is enough.',
        href: paths.journal.pattern,
        action: 'Open my journal',
        sees: { locked: true, text: 'Only you' },
      },
    ],
  });
});
