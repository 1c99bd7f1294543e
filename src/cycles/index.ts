/** Front door of the school's years: clocks, policy, and what other features add to a year. */
import { ArrangementsApi } from './api/arrangements.operations.js';
import { CyclesApi } from './api/cycles.operations.js';
import { SettingsApi } from './api/settings.operations.js';
import { YearSetupApi } from './api/year-setup.operations.js';
import { Cycle } from './cycle.entity.js';
import { Pot } from './pot.entity.js';
import { Priority } from './priority.entity.js';

export const cycleEntities = [Cycle, Pot, Priority];
export const cycleSurfaces = [ArrangementsApi, CyclesApi, SettingsApi, YearSetupApi];
export { Cycle, Pot, Priority };
export { SchoolClocks } from './clocks/school-clocks.js';
export { CALENDAR_FORMATS, readBankHolidays, readTermDates } from './calendar-file.js';
export type { CalendarFormat } from './calendar-file.js';
export { Arrangements } from './arrangements.service.js';
export { CyclesModule } from './cycles.module.js';
export { Cycles } from './cycles.service.js';
export type { InFlight, YearAsked } from './cycles.service.js';
export { defaultDates, titleOf } from './default-dates.js';
export { defaultPolicy, policyNumbers, policyWords } from './policy/index.js';
export type { PolicyNumber, PolicyWord } from './policy/index.js';
export { Settings } from './settings.service.js';
export { standingOf, worksHere } from './standing.js';
export { YearSetup } from './year-setup.service.js';
export { YearStarters } from './year-starters.js';
export type { ReviewInFlight, Starter, Year, YearCalls, YearPerson } from './year-starters.js';
export { Years } from './years.queries.js';
