import { answerForm, get, goTo, paths, post, presentForm, show, view, whose } from '../../web/index.js';
import type {
  Draft,
  FieldErrors,
  Fields,
  FormModel,
  FormSpec,
  Page,
  PageModel,
  Visit,
} from '../../web/index.js';
import { Refused, text } from '../../api/index.js';
import { RATINGS, ratingWords, readAssessment } from './assessment.facts.js';
import type { AssessmentFacts, Row } from './assessment.facts.js';

interface AnswerModel extends PageModel {
  readonly lede: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly rows: readonly AnswerRow[];
  readonly isOpen: boolean;
  readonly first: string;
}

interface AnswerRow {
  readonly title: string;
  readonly words: string;
  readonly note: string;
  readonly isGap: boolean;
  readonly second: string | null;
  readonly evidence: readonly {
    readonly title: string;
    readonly href: string | null;
    readonly note: string;
  }[];
  readonly view: string;
  readonly why: string;
  readonly isDifferent: boolean;
}

const answerView = view<AnswerModel>('standards/web/answer.njk');
const draftOf = (id: string): string => `standards:${id}:answer`;
const viewField = (code: string): string => `view-${code}`;
const whyField = (code: string): string => `why-${code}`;
const ratedRows = ({ assessment }: AssessmentFacts): Row[] =>
  assessment.matrix.filter(({ rating }) => rating !== null);

/** The reviewer answers a self-assessment: agrees, or says of single standards what they see differently, and why. */
export const answerPages: readonly Page[] = [
  get(paths.revieweeStandards, async (visit) => {
    const facts = await asReviewer(visit);
    return show(answerView, present(facts, { draft: await visit.drafts.read(draftOf(visit.params.id)) }));
  }),
  post(paths.revieweeStandards, async (visit) => {
    const facts = await asReviewer(visit);
    const { fields, params } = visit;
    const next = paths.reviewees.pattern;
    if (facts.place !== 'confirming') return goTo(visit.address, { title: 'This has moved on' });
    const again = (errors: FieldErrors) =>
      Promise.resolve(show(answerView, present(facts, { sent: fields, errors })));
    const different = ratedRows(facts).filter(({ standard, rating }) => {
      const value = fields.text(viewField(standard));
      return value !== '' && value !== String(rating?.rating);
    });
    const wrong = Object.fromEntries(
      different.flatMap(({ standard }) =>
        text(4000).safeParse(fields.text(whyField(standard))).error
          ? [[whyField(standard), `Say in 1 to 4000 letters why you see ${standard} differently`]]
          : [],
      ),
    );
    if (Object.keys(wrong).length > 0) return again(wrong);
    return answerForm(visit, {
      spec: specOf(facts),
      draftName: draftOf(params.id),
      send: async () => {
        for (const { standard, rating } of ratedRows(facts)) {
          const ids = { id: params.id, ratingId: rating?.id };
          if (different.some((row) => row.standard === standard)) {
            const body = {
              rating: Number(fields.text(viewField(standard))),
              reason: fields.text(whyField(standard)),
            };
            await visit.tell('standards.secondView', { params: ids, body });
          } else if (typeof rating?.second === 'number')
            await visit.tell('standards.dropSecondView', { params: ids });
        }
        await visit.tell(different.length > 0 ? 'standards.differ' : 'standards.confirm', { params });
      },
      next,
      flash: {
        title: different.length > 0 ? 'Sent, with your reasons' : 'Agreed',
        text:
          different.length > 0
            ? 'They can accept that, or let both views stand.'
            : 'Its gaps can now be ticked beside the review.',
      },
      again,
    });
  }),
];

async function asReviewer(visit: Visit<'id'>): Promise<AssessmentFacts> {
  const facts = await readAssessment(visit, visit.params.id);
  if (facts.assessment.standing === 'person') throw new Refused(404, 'not-found', 'This is your own.');
  return facts;
}

const specOf = (facts: AssessmentFacts): FormSpec =>
  Object.fromEntries(
    ratedRows(facts).flatMap(({ standard, title }) => [
      [
        viewField(standard),
        { label: `How you see ${standard} ${title}`, options: [{ value: '', text: 'I agree' }, ...RATINGS] },
      ],
      [whyField(standard), { label: `Why you see ${standard} differently`, noun: 'why' }],
    ]),
  );

function present(
  facts: AssessmentFacts,
  state: { readonly draft?: Draft | null; readonly sent?: Fields; readonly errors?: FieldErrors },
): AnswerModel {
  const { assessment, place, year } = facts;
  const rows = ratedRows(facts);
  const stored = Object.fromEntries(
    rows.flatMap(({ standard, rating }) => [
      [viewField(standard), typeof rating?.second === 'number' ? String(rating.second) : ''],
      [whyField(standard), rating?.reason ?? ''],
    ]),
  );
  const isOpen = place === 'confirming';
  const form = presentForm(specOf(facts), {
    ...state,
    stored,
    draftName: isOpen ? draftOf(assessment.id) : undefined,
  });
  return {
    title: `${whose(assessment.person)} self-assessment, ${year}`,
    back: { href: paths.reviewees.pattern, text: 'People I review' },
    lede:
      rows.length === 0
        ? 'Nothing has been sent to you yet. What is rated stays private until then.'
        : isOpen
          ? 'Where you agree, leave it. Where you see it differently, say how and why. Only the two of you read this.'
          : 'Answered. Only the two of you read this.',
    form,
    errors: form.errors,
    rows: rows.map((row) => answerRow(row, facts, form)),
    isOpen,
    first: assessment.person.split(' ')[0] ?? '',
  };
}

function answerRow(row: Row, { assessment }: AssessmentFacts, form: FormModel): AnswerRow {
  const { standard, title, rating, gap, evidence } = row;
  return {
    title: `${standard} ${title}`,
    words: ratingWords(rating?.rating),
    note: rating?.note ?? '',
    isGap: gap,
    second:
      typeof rating?.second === 'number' ? `${ratingWords(rating.second)}. ${rating.reason ?? ''}` : null,
    evidence: assessment.evidence
      .filter(({ id }) => evidence.includes(id))
      .map((piece) => ({
        title: piece.title,
        note: piece.note === piece.title ? '' : piece.note,
        href: piece.fileName ? paths.evidenceFile.to({ id: assessment.id, piece: piece.id }) : piece.link,
      })),
    view: viewField(standard),
    why: whyField(standard),
    isDifferent: Boolean(form.fields[viewField(standard)]?.value || form.fields[whyField(standard)]?.error),
  };
}
