import { nearDate, paths, presentForm, shortDate } from '../../web/index.js';
import type { Draft, FieldErrors, Fields, FormModel, FormSpec, PageModel } from '../../web/index.js';
import type { AssessmentFacts, Piece } from './assessment.facts.js';

export interface EvidenceModel extends PageModel {
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly sees: { readonly locked: boolean; readonly text: string };
  readonly pieces: readonly PieceRow[];
}

interface PieceRow {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly link: string | null;
  readonly file: { readonly href: string; readonly text: string } | null;
  readonly under: string;
  readonly on: string;
}

export const evidenceSpec = (facts: AssessmentFacts): FormSpec => ({
  what: { label: 'What happened', noun: 'what happened', hint: 'A line is enough. No names of pupils' },
  file: { label: 'Photo or file', noun: 'the file', hint: 'Up to 5 MB: a picture, PDF, document or text' },
  link: { label: 'Link', noun: 'the link' },
  standard: {
    label: 'Standard',
    noun: 'the standard',
    options: [
      { value: '', text: 'Not sure: I choose later' },
      ...facts.assessment.matrix.map(({ standard, title }) => ({
        value: standard,
        text: `${standard} ${title}`,
      })),
    ],
  },
  on: { label: 'When', noun: 'the day' },
});

export const draftOfEvidence = (id: string): string => `evidence:${id}`;

export function presentEvidence(
  facts: AssessmentFacts,
  state: {
    readonly draft?: Draft | null;
    readonly sent?: Fields;
    readonly errors?: FieldErrors;
    readonly standard?: string;
  },
): EvidenceModel {
  const { assessment, today, place } = facts;
  const stored = { on: nearDate(today, today), standard: state.standard ?? '' };
  const form = presentForm(evidenceSpec(facts), {
    ...state,
    stored,
    draftName: draftOfEvidence(assessment.id),
  });
  return {
    title: 'Add evidence',
    back: { href: paths.development.pattern, text: 'My development' },
    form,
    errors: form.errors,
    sees: {
      locked: true,
      text:
        place === 'assessing'
          ? 'Only you, until you send your standards to your reviewer'
          : 'Only you and your reviewer',
    },
    pieces: assessment.evidence.map((piece) => pieceRow(piece, facts)),
  };
}

function pieceRow(piece: Piece, { assessment, today }: AssessmentFacts): PieceRow {
  const { id, title, note, link, fileName, standards, onDate } = piece;
  return {
    id,
    title,
    note: note === title ? '' : note,
    link,
    file: fileName ? { href: paths.evidenceFile.to({ id: assessment.id, piece: id }), text: fileName } : null,
    under: standards.length > 0 ? standards.join(', ') : 'No standard yet',
    on: shortDate(onDate, today),
  };
}
