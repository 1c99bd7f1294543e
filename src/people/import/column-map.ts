/** One `--map` option that cannot be understood. */
export class ColumnMapError extends Error {
  readonly code = 'badColumnMap';
}

/**
 * Reads `--map "Works Email=Email"` options: header in the file before the last '=', header that is understood behind.
 * @throws ColumnMapError when an option has no '=' or nothing on one side of it
 */
export function parseColumnMap(options: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    options.map((option) => {
      const at = option.lastIndexOf('=');
      const from = option.slice(0, Math.max(at, 0)).trim();
      const to = option.slice(at + 1).trim();
      if (at < 0 || from === '' || to === '')
        throw new ColumnMapError(`Cannot read the column map "${option}": write "Header in the file=Email".`);
      return [from, to];
    }),
  );
}
