/** Longest name of a sheet, and the signs that may not stand in one. */
const LONGEST = 31;
const FORBIDDEN = /[\\/?*:[\]]|\p{Cc}|\p{Cs}/gu;

/** Names of sheets for titles, each once whatever its case, as spreadsheets want it. Pure. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set(['history']);
  return titles.map((title) => {
    const plain = title.replaceAll(FORBIDDEN, ' ').replace(/^['\s]+|['\s]+$/g, '') || 'Table';
    const name = firstFree(plain, taken);
    taken.add(name.toLowerCase());
    return name;
  });
}

function firstFree(plain: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : ` ${n}`;
    const name = `${cut(plain, LONGEST - tail.length)}${tail}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Cut by UTF-16 units, as spreadsheets count, and never through a sign; nothing loose at its end. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/['\s]+$/, '') || 'Table';
