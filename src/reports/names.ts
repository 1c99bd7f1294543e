/** Somebody who must not be named in what governors and staff read. */
export interface Named {
  readonly forename: string;
  readonly surname: string;
}

const TITLES = 'Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame';

/** Names of staff in a text: forename with surname, or a title with the surname. Pure. */
export function namesIn(text: string, people: readonly Named[]): string[] {
  return [...new Set(people.flatMap((person) => [...text.matchAll(patternOf(person))].map(([it]) => it)))];
}

/** The same text with 'a colleague' where somebody was named; for people who came after it was written. Pure. */
export function withoutNames(text: string, people: readonly Named[]): string {
  return people.reduce((said, person) => said.replace(patternOf(person), 'a colleague'), text);
}

function patternOf({ forename, surname }: Named): RegExp {
  const [first, last] = [forename, surname].map((name) =>
    name
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+')
      .replace(/['’]/g, "['’]"),
  );
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${first}\\s+|(?:${TITLES})\\.?\\s+)${last}(?![\\p{L}\\p{N}])`,
    'giu',
  );
}
