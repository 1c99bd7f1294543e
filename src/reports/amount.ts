import type { Unit } from './figures/figure.js';

/** Of pence only pounds are shown, of minutes hours; a share also as per cent from twenty cases on. */
export function amount(value: number, of: number | null, unit: Unit): string {
  if (unit === 'pence') return `${pounds(value)}${of === null ? '' : ` (${of} cases)`}`;
  if (unit === 'minutes') return `${hours(value)}${of === null ? '' : ` (of ${of})`}`;
  if (of === null) return `${value} ${value === 1 ? SINGULAR[unit] : unit}`;
  const share = of >= 20 ? ` (${Math.round((100 * value) / of)} %)` : '';
  return `${value} of ${of} ${unit}${share}`;
}

const SINGULAR: Readonly<Record<Unit, string>> = {
  people: 'person',
  needs: 'need',
  bookings: 'booking',
  evaluations: 'evaluation',
  activities: 'activity',
  measures: 'measure',
  certificates: 'certificate',
  answers: 'answer',
  ratings: 'rating',
  lines: 'line',
  pence: 'penny',
  minutes: 'minute',
};

export function pounds(pence: number): string {
  const whole = Math.floor(Math.abs(pence) / 100);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '−' : ''}£${grouped}.${String(Math.abs(pence) % 100).padStart(2, '0')}`;
}

export function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  return `${whole} h ${minutes % 60} min`;
}
