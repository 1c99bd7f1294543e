import { answerForm, goTo, paths, presentForm, show, view } from '../../web/index.js';
import type {
  FieldErrors,
  Fields,
  FormModel,
  FormSpec,
  PageModel,
  Path,
  Reply,
  Visit,
} from '../../web/index.js';
import { Refused } from '../../api/index.js';
import { openItems } from './needs.presenter.js';
import { readReview } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { seesNeeds } from './saying.js';
import type { Sees } from './saying.js';

interface NeedModel extends PageModel {
  readonly lede: string;
  readonly sees: Sees;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly version: string;
  readonly backTo: string;
}

const needView = view<NeedModel>('reviews/web/need.njk');
const spec: FormSpec = {
  title: { label: 'Training need', noun: 'the training need' },
  outcome: { label: 'What will be different, and for whom', noun: 'what will be different' },
};
type NeedVisit = Visit<'id' | 'item'>;

/** Wording one training need anew, or taking it out, from either side's page of the review. */
export function needPages(back: Path<`/${string}/:id`>, draftOfPage: (id: string) => string) {
  return {
    show: async (visit: NeedVisit): Promise<Reply> => {
      const { facts, item } = await itemOf(visit);
      const { title, outcome, version } = item;
      const draft = await visit.drafts.read(draftOf(visit));
      const form = presentForm(spec, { stored: { title, outcome }, draft, draftName: draftOf(visit) });
      return show(needView, model(facts, form, String(version), back));
    },
    send: async (visit: NeedVisit): Promise<Reply> => {
      const { id, item: itemId } = visit.params;
      const next = back.to({ id });
      if (visit.fields.text('_do') === 'drop') {
        // The button stands among everything else that was being typed.
        await visit.drafts.save(draftOfPage(id), visit.fields.typed());
        const { item } = await itemOf(visit);
        await visit.tell('reviews.dropNeed', { params: { id, itemId } });
        return goTo(next, { title: 'Taken out', text: `“${item.title}” is not in the list any more.` });
      }
      const { fields } = visit;
      const body = {
        ...(await standardsOf(visit)),
        title: fields.text('title'),
        outcome: fields.text('outcome'),
        version: Number(fields.text('version')) || 1,
      };
      return answerForm(visit, {
        spec,
        send: () => visit.tell('reviews.rewordNeed', { params: { id, itemId }, body }),
        next,
        flash: { title: 'The training need is changed' },
        draftName: draftOf(visit),
        again: (errors) => again(visit, fields, errors, back),
        current: async () => {
          const { item } = await itemOf(visit);
          const { title, outcome, version } = item;
          return { fields: { title, outcome }, revision: 0, bases: { version: String(version) } };
        },
      });
    },
  };
}

const draftOf = ({ params, visitor }: NeedVisit): string => `need:${params.item}:${visitor.person}`;

async function itemOf(visit: NeedVisit) {
  const facts = await readReview(visit);
  const item = openItems(facts.review).find((one) => one.id === visit.params.item);
  if (!item) throw new Refused(404, 'not-found', 'There is no such training need.');
  return { facts, item };
}

/** The form asks for words only; the standards stay. */
async function standardsOf(visit: NeedVisit) {
  const { framework, standards } = (await itemOf(visit)).item;
  return { framework, standards };
}

async function again(
  visit: NeedVisit,
  sent: Fields,
  errors: FieldErrors,
  back: Path<`/${string}/:id`>,
): Promise<Reply> {
  const { facts } = await itemOf(visit);
  const form = presentForm(spec, { sent, errors, draftName: draftOf(visit) });
  return show(needView, model(facts, form, sent.text('version'), back));
}

function model(
  facts: ReviewFacts,
  form: FormModel,
  version: string,
  back: Path<`/${string}/:id`>,
): NeedModel {
  const backTo = back.to({ id: facts.review.id });
  return {
    title: 'Change a training need',
    lede:
      facts.review.standing === 'reviewee' ? `Your review, ${facts.year}` : `${facts.person}, ${facts.year}`,
    back: { href: backTo, text: 'Back to the review' },
    sees: seesNeeds(facts),
    form,
    errors: form.errors,
    version,
    backTo,
  };
}

export const revieweeNeedPages = (draftOfPage: (id: string) => string) =>
  needPages(paths.reviewee, draftOfPage);
export const ownNeedPages = (draftOfPage: (id: string) => string) => needPages(paths.ownReview, draftOfPage);
