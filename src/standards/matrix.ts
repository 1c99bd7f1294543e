import type { Evidence } from './evidence.entity.js';
import type { Framework } from './import/index.js';
import { isGap } from './rating.js';
import type { Rating } from './rating.js';

/** One standard of a framework, as one person stands to it. */
export interface MatrixRow {
  readonly standard: string;
  readonly title: string;
  readonly section: string;
  readonly rating: Rating | null;
  readonly gap: boolean;
  /** Ids. */
  readonly evidence: string[];
}

/** Every standard of a framework in its order, rated or not. */
export function matrixOf(
  framework: Framework,
  ratings: readonly Rating[],
  evidence: readonly Pick<Evidence, 'id' | 'standards'>[],
): MatrixRow[] {
  const byStandard = new Map(ratings.map((rating) => [rating.standard, rating]));
  return framework.standards.map(({ code, title, section }) => {
    const rating = byStandard.get(code) ?? null;
    return {
      standard: code,
      title,
      section,
      rating,
      gap: rating !== null && isGap(rating) && rating.closedAt === null,
      evidence: evidence.filter((piece) => piece.standards.includes(code)).map((piece) => piece.id),
    };
  });
}
