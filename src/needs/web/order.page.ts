import { get, goTo, paths, post, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import { readBoard } from './board.js';
import type { BoardFacts } from './board.js';
import { LEVELS } from './need-phrases.js';
import { outcome } from './needs.schemas.js';
import { LAST } from './triage.page.js';
import { gathered } from './triage.rows.js';

interface OrderModel extends PageModel {
  readonly year: string;
  readonly rows: readonly {
    readonly ids: string;
    readonly title: string;
    readonly about: string;
    readonly rank: number;
  }[];
}

const orderView = view<OrderModel>('needs/web/order.njk');

/** What is sorted, the most urgent first: a number beside each says where it goes. */
export const orderPage = get(paths.needsOrder, async (visit) =>
  show(orderView, presentOrder(await readBoard(visit))),
);

export const orderedPage = post(paths.needsOrder, async (visit) => {
  const sets = visit.fields.all('need');
  const wanted = visit.fields.all('place').map((text, at) => {
    const place = Number(text.trim());
    return {
      ids: (sets[at] ?? '').split(',').filter(Boolean),
      at,
      place: Number.isFinite(place) ? place : at + 1,
    };
  });
  // Moved up wins over who stood there: 2 typed beside the fifth puts it before the second.
  const ids = wanted
    .sort(
      (a, b) => a.place - b.place || Number(b.place < b.at + 1) - Number(a.place < a.at + 1) || a.at - b.at,
    )
    .flatMap((one) => one.ids);
  if (ids.length === 0) return goTo(paths.needs.pattern);
  const { done } = outcome.parse(await visit.tell('needs.rankMany', { body: { ids } }));
  await visit.drafts.save(LAST, { how: 'order', what: 'Put in order', ids: done });
  return goTo(paths.needsOrder.pattern, {
    title: `In order: ${done.length} of ${ids.length}.`,
    undo: { action: paths.needsUndo.pattern, label: 'Undo' },
  });
});

function presentOrder(facts: BoardFacts): OrderModel {
  const theme = (id: string | null): string => facts.themes.find((one) => one.id === id)?.title ?? '';
  return {
    title: 'Put training needs in order',
    back: { href: paths.needs.pattern, text: 'Training needs' },
    year: facts.year?.title ?? '',
    rows: gathered(facts.needs.filter(({ place }) => place === 'triaged')).flatMap((bundle, at) =>
      bundle[0]
        ? [
            {
              ids: bundle.map(({ id }) => id).join(','),
              title: bundle[0].group ?? bundle[0].title,
              about: [
                bundle.length > 1 ? `${bundle.length} people` : bundle[0].person,
                theme(bundle[0].themeId),
                LEVELS[bundle[0].level ?? ''] ?? '',
              ]
                .filter(Boolean)
                .join(', '),
              rank: at + 1,
            },
          ]
        : [],
    ),
  };
}
