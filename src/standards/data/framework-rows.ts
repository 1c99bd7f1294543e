import type { Standard } from '../import/framework.js';

/** Code and own short title. */
export type Row = readonly [code: string, title: string];

/** Standards of one section. */
export function standardsIn(section: string, rows: readonly Row[]): Standard[] {
  return rows.map(([code, title]) => ({ code, section, title }));
}

/** A standard and its parts. */
export function withParts(section: string, [code, title]: Row, parts: readonly Row[]): Standard[] {
  return [
    { code, section, title },
    ...parts.map(([part, words]) => ({ code: part, section, title: words, parent: code })),
  ];
}
