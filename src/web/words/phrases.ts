const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Numbers up to nine as words: 'three', '14'. */
export function number(n: number): string {
  return SMALL[n] ?? new Intl.NumberFormat('en-GB').format(n);
}

/** 'one thing', 'three things'; `many` where it is not simply an s. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** '1 school day', '12 school days': in figures, for columns. */
export function figures(n: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en-GB').format(n)} ${n === 1 ? one : many}`;
}

/** 'A, B and C'. */
export function joined(parts: readonly string[], last = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Without the capital, inside a sentence; 'CPD leader' keeps its letters. */
export function small(text: string): string {
  return /^[A-Z][a-z’' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** 'Tara Quill’s', 'Rhys’s'. */
export function whose(name: string): string {
  return `${name}’s`;
}

/** '£1,240' or '£12.50' from pence. */
export function money(pence: number): string {
  const digits = pence % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(pence / 100);
}

/** '1 h 30 min' from minutes. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
    .filter(Boolean)
    .join(' ');
}
