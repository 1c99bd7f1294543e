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

const CONTRACTS = {
  name: 'provision.contracts',
  text: `select id, staff_group as "group", contract_days as days, term_time_only as "termTimeOnly" from cpd.person
    where id = any ($1::uuid[]) and school_id = auth.school()`,
};

/** An id of nobody here: whoever asks is refused in words a moment later. */
const NOBODY: DaysOfPerson = { mustBeReplaced: false, isContracted: () => false, mostOut: 0 };

interface Row {
  readonly id: string;
  readonly group: string | null;
  readonly days: number[];
  readonly termTimeOnly: boolean;
}

/** Reads contracts, the school's calendar and its policy, as the system. */
export class PersonDays {
  constructor(private readonly clocks: SchoolClocks) {}

  async of(system: Tx, personId: string): Promise<DaysOfPerson> {
    return (await this.ofMany(system, [personId])).get(personId) ?? NOBODY;
  }

  /** Those who are not at this school are left out. */
  async ofMany(system: Tx, people: readonly string[]): Promise<ReadonlyMap<string, DaysOfPerson>> {
    const { calendar, policy } = await this.clocks.daysOf(system);
    const rows = await system.query<Row>(CONTRACTS, [people]);
    const mostOut = policy['booking.mostOut'] ?? 0;
    return new Map(
      rows.map(({ id, group, days, termTimeOnly }) => {
        const pattern = { days: days as Weekday[], termTimeOnly: termTimeOnly || TERMLY.has(group ?? '') };
        const isContracted = (date: string) => isContractedDay(calendar, date, { pattern, absences: [] });
        return [id, { mustBeReplaced: REPLACED.has(group ?? ''), isContracted, mostOut }];
      }),
    );
  }
}
