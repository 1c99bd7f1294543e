import type { StaffFinding } from './staff-problem.js';

/** Rows of the table before the rest is only counted; JSON always has them all. */
const SHOWN = 200;
const VALUE_WIDTH = 30;

/**
 * A table for a terminal or a plain-text reply: line, column, value, what is expected; then how many of each kind.
 * @param most rows shown
 */
export function formatProblems(found: readonly StaffFinding<string>[], most = SHOWN): string {
  if (found.length === 0) return 'No problems.\n';
  const shown = found.slice(0, most);
  const cells = shown.map(({ line, column, value, expected }) => [
    line === 0 ? 'file' : String(line),
    column,
    value.length > VALUE_WIDTH ? `${value.slice(0, VALUE_WIDTH - 3)}...` : value,
    expected,
  ]);
  const head = ['Line', 'Column', 'Value', 'Expected'];
  const widths = head.map((title, index) =>
    Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const draw = (row: readonly string[]): string =>
    row
      .map((text, index) => (index === 0 ? text.padStart(widths[0] ?? 0) : text.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  rule[3] = '-'.repeat(head[3]?.length ?? 0);
  const rest = found.length > most ? [`... and ${found.length - most} more`] : [];
  return [draw(head), draw(rule), ...cells.map(draw), ...rest, '', `${total(found)}`, ''].join('\n');
}

function total(found: readonly StaffFinding<string>[]): string {
  const kinds = Object.entries(countByCode(found)).map(([code, count]) => `${code} ${count}`);
  return `${found.length} ${found.length === 1 ? 'entry' : 'entries'}: ${kinds.join(', ')}`;
}

function countByCode(found: readonly StaffFinding<string>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of found) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The same for scripts: counts by kind and every entry. */
export function problemsAsJson<Code extends string>(
  found: readonly StaffFinding<Code>[],
): { total: number; counts: Record<string, number>; entries: readonly StaffFinding<Code>[] } {
  return { total: found.length, counts: countByCode(found), entries: found };
}
