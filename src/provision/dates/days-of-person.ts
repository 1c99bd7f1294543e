import type { SchoolClocks } from '../../cycles/index.js';
import { isContractedDay } from '../../platform/calendar/index.js';
import type { Weekday } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Groups whose work somebody else must do while they are away. */
const REPLACED = new Set(['leadership', 'teacher', 'hlta', 'teachingAssistant', 'midday', 'catering']);
/** Groups that work in school terms whatever their contract says about the year. */
const TERMLY = new Set(['leadership', 'teacher']);

/** How a person's days are judged. */
export interface DaysOfPerson {
  readonly mustBeReplaced: boolean;
  readonly isContracted: (date: string) => boolean;
  /** School policy: most people out at once. */
  readonly mostOut: number;
}

interface Row {
  readonly group: string | null;
  readonly days: number[];
  readonly termTimeOnly: boolean;
}

/** Reads contracts, the school's calendar and its policy, as the system. */
export class PersonDays {
  constructor(private readonly clocks: SchoolClocks) {}

  async of(system: Tx, personId: string): Promise<DaysOfPerson> {
    const { calendar, policy } = await this.clocks.daysOf(system);
    const [person] = await system.query<Row>(
      `select staff_group as "group", contract_days as days, term_time_only as "termTimeOnly" from cpd.person where id = $1`,
      [personId],
    );
    const group = person?.group ?? '';
    const termTimeOnly = (person?.termTimeOnly ?? false) || TERMLY.has(group);
    const pattern = { days: (person?.days ?? []) as Weekday[], termTimeOnly };
    return {
      mustBeReplaced: REPLACED.has(group),
      isContracted: (date) => isContractedDay(calendar, date, { pattern, absences: [] }),
      mostOut: policy['booking.mostOut'] ?? 0,
    };
  }
}
