/** Spreadsheets calculate a cell that begins so; we write an apostrophe before it and take it away when reading. */
const CALCULATED = /^'*[=+\-@\t\r]/;

/** Text as it is written to a CSV cell. */
export function guarded(text: string): string {
  return CALCULATED.test(text) ? `'${text}` : text;
}

/** Text of a CSV cell that `guarded` may have written. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && CALCULATED.test(cell.slice(1)) ? cell.slice(1) : cell;
}
