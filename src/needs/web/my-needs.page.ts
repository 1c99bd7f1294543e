import { answerForm, get, paths, post, show, view, presentForm } from '../../web/index.js';
import type { FieldErrors, FormSpec, Page, Reply, Visit } from '../../web/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { myNeeds } from './my-needs.facts.js';
import { presentMyNeeds } from './my-needs.presenter.js';
import type { MyNeedsModel } from './my-needs.presenter.js';

const myNeedsView = view<MyNeedsModel>('needs/web/my-needs.njk');
const spec: FormSpec = {
  title: { label: 'What do you want to learn?', noun: 'what you want to learn' },
  outcome: { label: 'What will be different, and for whom', noun: 'what will be different' },
};

/** My training needs: where each is, with whom, and why; and asking for one more. */
export const myNeedsPages: readonly Page[] = [
  get(paths.myNeeds, async (visit) => page(visit, { draft: await visit.drafts.read(draftOf(visit)) })),
  post(paths.myNeeds, (visit) =>
    answerForm(visit, {
      spec,
      draftName: draftOf(visit),
      send: () =>
        visit.tell('needs.request', {
          body: { title: visit.fields.text('title'), outcome: visit.fields.text('outcome') },
        }),
      next: paths.myNeeds.pattern,
      flash: { title: 'Asked', text: 'The CPD leader sees it now. You hear what becomes of it, and why.' },
      again: (errors) => page(visit, { errors, sent: visit.fields }),
    }),
  ),
];

const draftOf = ({ visitor }: Visit<string>): string => `need:new:${visitor.person}`;

async function page(
  visit: Visit<string>,
  state: { errors?: FieldErrors } & Omit<Parameters<typeof presentForm>[1], 'stored'>,
): Promise<Reply> {
  const [{ needs }, at] = await Promise.all([visit.ask('needs.mine', myNeeds), visit.now()]);
  const form = presentForm(spec, { ...state, draftName: draftOf(visit) });
  return show(myNeedsView, presentMyNeeds(needs, form, localDate(at)));
}
