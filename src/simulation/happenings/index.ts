import { comeBack, fallIll } from './absences.js';
import { amendAgain } from './amendments.js';
import { providerChanges, snow, withdraw } from './bookings.js';
import { governorsMeet } from './governors.js';
import type { Happening, Scene } from './happening.js';
import { arrangeInset, evaluateInset } from './inset.js';
import { februaryFile, januaryFile } from './january.js';
import { setUpYear } from './year-set-up.js';

/** What happens once a year, on the first school day from a date (month and day) on. */
const yearly: readonly (readonly [string, Happening])[] = [
  ['01-11', januaryFile],
  ['01-18', amendAgain],
  ['02-02', februaryFile],
  ['02-08', snow],
  ['03-08', amendAgain],
  ['05-04', amendAgain],
  ['07-01', setUpYear],
  ['07-10', arrangeInset],
  ['09-08', evaluateInset],
];

const everyDay: readonly Happening[] = [fallIll, comeBack, withdraw, providerChanges, governorsMeet];

/** What happens on a school day; before the first year has begun only what sets it up. */
export function happeningsOf({ world }: Scene): readonly Happening[] {
  const before = world.inSchoolDays(-1);
  const due = yearly.filter(([date]) => {
    const on = `${world.today.slice(0, 4)}-${date}`;
    return before < on && on <= world.today;
  });
  return [...everyDay, ...due.map(([, happening]) => happening)];
}
