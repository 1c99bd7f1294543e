/** Why a file is refused. Stable: scripts may rely on them. */
export type StaffProblemCode =
  | 'badDate'
  | 'badEmail'
  | 'badFte'
  | 'badValue'
  | 'badWorkingDays'
  | 'controlCharacter'
  | 'damagedCharacter'
  | 'duplicateColumn'
  | 'duplicateEmail'
  | 'duplicateId'
  | 'emptyFile'
  | 'headerAgain'
  | 'impossibleDate'
  | 'leftBeforeStart'
  | 'lineManagerLoop'
  | 'lineManagerMissing'
  | 'lineManagerUnknown'
  | 'mappedColumnMissing'
  | 'mappedFieldUnknown'
  | 'missingHeader'
  | 'missingValue'
  | 'noCpdLeader'
  | 'noHead'
  | 'noPeople'
  | 'notText'
  | 'quoteNotClosed'
  | 'tooLarge'
  | 'tooLong'
  | 'tooManyFields'
  | 'tooManyRows'
  | 'unknownRole';

/** What deserves a look, though the file is accepted. */
export type StaffWarningCode =
  | 'columnKeptAside'
  | 'formulaLike'
  | 'fteAboveOne'
  | 'garbledText'
  | 'invisibleCharacter'
  | 'leftAlready'
  | 'lineManagerHasLeft'
  | 'mixedScript'
  | 'noEmail'
  | 'privateColumn'
  | 'sameName'
  | 'sameStaffCode'
  | 'severalHeads'
  | 'tooFewFields'
  | 'unknownStaffGroup';

/** One thing about one place in the file. */
export interface StaffFinding<Code extends string> {
  readonly code: Code;
  /** Line of the file, from 1, on which the row begins; 0 where the file as a whole is meant. */
  readonly line: number;
  /** Header as the file has it; '' where no single column is meant. */
  readonly column: string;
  /** What stands there, shortened, with control characters made visible. */
  readonly value: string;
  /** What is expected, or what was done: a sentence for the person who holds the file. */
  readonly expected: string;
}

export type StaffProblem = StaffFinding<StaffProblemCode>;
export type StaffWarning = StaffFinding<StaffWarningCode>;

/** Collects findings while a file is read. */
export class Findings {
  readonly problems: StaffProblem[] = [];
  readonly warnings: StaffWarning[] = [];
  private readonly doubted = new Set<number>();

  /** The cells of this line are not where they seem to be: what else is wrong with them would only mislead. */
  doubt(line: number): void {
    this.doubted.add(line);
  }

  problem(code: StaffProblemCode, line: number, column: string, value: string, expected: string): void {
    if (this.doubted.has(line)) return;
    this.problems.push({ code, line, column: visible(column), value: visible(value), expected });
  }

  warn(code: StaffWarningCode, line: number, column: string, value: string, expected: string): void {
    if (this.doubted.has(line)) return;
    this.warnings.push({ code, line, column: visible(column), value: visible(value), expected });
  }
}

const SHOWN = 80;

/** Text from a file made safe for a terminal, a log or a table: one line, no control characters, not long. */
export function visible(text: string): string {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}...` : text;
  return short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
