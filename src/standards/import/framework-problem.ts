/** Why a file of standards is refused, or what in it deserves a look. */
export type FrameworkProblemCode =
  | 'badValue'
  | 'codeMade'
  | 'dateAssumed'
  | 'dateWithoutZone'
  | 'duplicateCode'
  | 'duplicateIdentifier'
  | 'emptyFile'
  | 'linkOutside'
  | 'missingHeader'
  | 'noStandards'
  | 'notCsv'
  | 'notJson'
  | 'notText'
  | 'parentLoop'
  | 'sectionDiffers'
  | 'tooLarge'
  | 'tooManyFields'
  | 'unknownParent'
  | 'unknownRelation'
  | 'unknownSection'
  | 'unknownStage';

export interface FrameworkProblem {
  readonly code: FrameworkProblemCode;
  /** 'line 12' of a CSV file, or a path such as 'CFItems[3].fullStatement'; '' for the file as a whole. */
  readonly at: string;
  readonly value: string;
  /** What is expected, or what was done. */
  readonly expected: string;
}

/** Largest file: the longest published frameworks have some 3 MB as CASE JSON. */
export const MOST_BYTES = 10 * 1024 * 1024;

const SHOWN = 80;

/** One problem, its value shortened and without control characters. */
export function problemAt(
  at: string,
  code: FrameworkProblemCode,
  value: string,
  expected: string,
): FrameworkProblem {
  const short = value.length > SHOWN ? `${value.slice(0, SHOWN - 3)}...` : value;
  return { code, at, value: short.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd'), expected };
}
