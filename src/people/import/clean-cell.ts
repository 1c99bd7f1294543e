import type { Findings } from './staff-problem.js';

/** Where a cell stands, for what is said about it. */
export interface Place {
  readonly line: number;
  readonly column: string;
}

const BROKEN = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/gu;
/** UTF-8 that was read as windows-1252 and saved again: 'SiÃ¢n' for 'Siân'. */
const GARBLED = /[ÃÂ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|â€/u;
const FORMULA = /^(?:[=@]|[+-][\p{L}(@])/u;
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/**
 * Text of a cell: trimmed, composed (NFC), white space within it made single spaces. Says what is odd about it.
 * @param limit greatest length in characters
 */
export function cleanCell(raw: string, limit: number, place: Place, findings: Findings): string {
  const seen = raw.replace(INVISIBLE, '');
  const text = seen.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (PLAIN.test(raw)) {
    if (FORMULA.test(text)) warnFormula(text, place, findings);
  } else reportOddities(raw, seen, text, place, findings);
  if (text.length > limit)
    findings.problem(
      'tooLong',
      place.line,
      place.column,
      text,
      `At most ${limit} characters; this has ${text.length}.`,
    );
  return text;
}

/** Printable ASCII can hold none of the oddities but a formula: most cells are done with here. */
const PLAIN = /^[ -~]*$/;

function warnFormula(text: string, { line, column }: Place, findings: Findings): void {
  findings.warn(
    'formulaLike',
    line,
    column,
    text,
    'Looks like a formula: kept as plain text, never calculated.',
  );
}

function reportOddities(raw: string, seen: string, text: string, place: Place, findings: Findings): void {
  const { line, column } = place;
  if (FORMULA.test(text)) warnFormula(text, place, findings);
  if (BROKEN.test(seen))
    findings.problem(
      'controlCharacter',
      line,
      column,
      raw,
      'Text without control characters: type the cell again.',
    );
  if (seen.includes('\ufffd'))
    findings.problem(
      'damagedCharacter',
      line,
      column,
      raw,
      'A character was lost before the file came here: type it again.',
    );
  if (seen !== raw)
    findings.warn('invisibleCharacter', line, column, raw, 'Invisible characters were taken out.');
  if (GARBLED.test(text))
    findings.warn(
      'garbledText',
      line,
      column,
      text,
      'An accent looks garbled: was the file opened and saved in Excel?',
    );
  if (text.split(/[\s-]/u).some((word) => SCRIPTS.filter((script) => script.test(word)).length > 1))
    findings.warn(
      'mixedScript',
      line,
      column,
      text,
      'Letters of two alphabets in one word: one may be a look-alike.',
    );
}
