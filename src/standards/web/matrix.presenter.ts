import { capital, count, longDate, paths, presentForm, small } from '../../web/index.js';
import type { Draft, Fields, FormModel, FormSpec, Link, PageModel } from '../../web/index.js';
import { RATINGS, ratingWords } from './assessment.facts.js';
import type { AssessmentFacts, Row } from './assessment.facts.js';

export interface MatrixModel extends PageModel {
  readonly lede: string;
  readonly sees: { readonly locked: boolean; readonly text: string };
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly sections: readonly { readonly title: string; readonly rows: readonly MatrixRow[] }[];
  readonly isOpen: boolean;
  readonly canTakeBack: boolean;
  readonly isDiffering: boolean;
  readonly gaps: readonly { readonly value: string; readonly text: string }[];
  readonly offered: boolean;
  readonly revision: number;
  readonly evidence: Link;
  readonly ratings: typeof RATINGS;
  readonly record: string;
}

export interface MatrixRow {
  readonly code: string;
  readonly title: string;
  readonly field: string;
  readonly note: string;
  readonly version: number;
  readonly value: string;
  readonly noteText: string;
  readonly words: string;
  readonly isGap: boolean;
  /** The reviewer's different view and reason. */
  readonly second: string | null;
  readonly evidence: string | null;
  readonly error?: string;
}

export const ratingField = (code: string): string => `rating-${code}`;
export const noteField = (code: string): string => `note-${code}`;
export const versionField = (code: string): string => `version-${code}`;
export const draftOfMatrix = (id: string): string => `standards:${id}`;

export function matrixSpec(rows: readonly Row[]): FormSpec {
  return Object.fromEntries(
    rows.flatMap(({ standard, title }) => [
      [
        ratingField(standard),
        { label: `${standard} ${title}`, noun: `a rating for ${standard}`, options: RATINGS },
      ],
      [noteField(standard), { label: `A note about ${standard}`, noun: `the note about ${standard}` }],
    ]),
  );
}

export function storedMatrix(rows: readonly Row[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(({ standard, rating }) => [
      [ratingField(standard), rating ? String(rating.rating) : ''],
      [noteField(standard), rating?.note ?? ''],
    ]),
  );
}

export function presentMatrix(
  facts: AssessmentFacts,
  state: {
    readonly draft?: Draft | null;
    readonly sent?: Fields;
    readonly errors?: Readonly<Record<string, string>>;
  },
): MatrixModel {
  const { assessment, place, year, today, dueOn } = facts;
  const rows = assessment.matrix;
  const form = presentForm(matrixSpec(rows), {
    ...state,
    stored: storedMatrix(rows),
    draftName: draftOfMatrix(assessment.id),
  });
  const rated = rows.filter(({ rating }) => rating !== null).length;
  const sections = [...new Set(rows.map(({ section }) => section))];
  const due = dueOn ? ` by ${longDate(dueOn, today)}` : '';
  return {
    title: `My standards, ${year}`,
    back: { href: paths.development.pattern, text: 'My development' },
    lede: ledeOf(facts, rated, due),
    sees:
      place === 'assessing'
        ? { locked: true, text: 'Only you, until you send it to your reviewer' }
        : {
            locked: true,
            text: 'Only you and your reviewer. The CPD leader sees the needs that you choose, nothing else',
          },
    form,
    errors: form.errors,
    sections: sections.map((title) => ({
      title: capital(title),
      rows: rows.filter(({ section }) => section === title).map((row) => presentRow(row, form, state.sent)),
    })),
    isOpen: place === 'assessing',
    canTakeBack: place === 'confirming',
    isDiffering: place === 'differing',
    gaps:
      place === 'choosing'
        ? rows.flatMap(({ gap, rating, standard, title }) =>
            gap && rating ? [{ value: rating.id, text: `${standard} ${small(title)}` }] : [],
          )
        : [],
    offered: assessment.strengthsOffered,
    revision: assessment.revision,
    evidence: { href: paths.evidence.pattern, text: 'Add evidence' },
    ratings: RATINGS,
    record: paths.record.to({ id: assessment.id }),
  };
}

function presentRow(row: Row, form: FormModel, sent: Fields | undefined): MatrixRow {
  const { standard, title, rating, gap, evidence } = row;
  const [field, note] = [ratingField(standard), noteField(standard)];
  const error = form.fields[field]?.error ?? form.fields[note]?.error;
  return {
    code: standard,
    title,
    field,
    note,
    version: sent ? Number(sent.text(versionField(standard))) : (rating?.version ?? 0),
    value: form.fields[field]?.value ?? '',
    noteText: form.fields[note]?.value ?? '',
    words: ratingWords(rating?.rating),
    isGap: gap,
    second:
      typeof rating?.second === 'number' ? `${ratingWords(rating.second)}. ${rating.reason ?? ''}` : null,
    evidence: evidence.length === 0 ? null : `${capital(count(evidence.length, 'piece'))} of evidence`,
    ...(error ? { error } : {}),
  };
}

function ledeOf({ place, assessment }: AssessmentFacts, rated: number, due: string): string {
  const all = assessment.matrix.length;
  switch (place) {
    case 'assessing':
      return `${rated} of ${all} rated. Rate what matters to you and send it${due}: not every standard needs a rating.`;
    case 'confirming':
      return 'With your reviewer now. You can take it back until they answer.';
    case 'differing':
      return `Your reviewer sees some of it differently and says why. Accept that, or let both views stand${due}.`;
    case 'choosing':
      return `Agreed. Choose which gaps become training needs in your review${due}.`;
    case 'developing':
      return 'Agreed. Add evidence as it happens: it shows at the end of the year what changed.';
    case 'over':
      return 'This year is filed. It stays yours.';
  }
}
