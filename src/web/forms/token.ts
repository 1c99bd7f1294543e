import { timingSafeEqual } from 'node:crypto';

/** Whether a form carries the token of this session: without it another site could make a browser send it. */
export function isFromOurForm(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return expected.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
