export type FteReading =
  { readonly ok: true; readonly fte: number } | { readonly ok: false; readonly expected: string };

/** Two posts can add up to a little more than full time; beyond this it is hours or a percentage. */
const MOST = 1.5;
const EXPECTED = 'Share of full time, above 0 and up to 1, such as 0.6.';

/** Reads '0.6', '0,6' and '60%'. */
export function readFte(text: string): FteReading {
  const number = /^([+-]?\d*[.,]?\d+|\d+[.,])\s*(%?)$/.exec(text);
  if (!number) return { ok: false, expected: EXPECTED };
  const value = Number((number[1] ?? '').replace(',', '.'));
  const fte = number[2] === '%' ? value / 100 : value;
  if (fte > 0 && fte <= MOST) return { ok: true, fte };
  const hint = fte > MOST ? ' Is this a percentage, or hours a week?' : '';
  return { ok: false, expected: `${EXPECTED}${hint}` };
}
