import { money } from './money.js';
import { needs } from './needs.js';
import { outcomes } from './outcomes.js';
import { people } from './people.js';
import type { Raw } from './raw.js';
import { Year } from './year.js';
import type { CountedYear, Counts } from './year.js';

/** Every headline figure of a year once more, from raw records and the log alone. */
export function recount(raw: Raw, at: CountedYear): Counts {
  const year = new Year(raw, at);
  return { ...money(year), ...needs(year), ...outcomes(year), ...people(year) };
}
