import type { Clocks, DueQuestion } from '../../engine/index.js';
import { ClockRuleError, dueAt, localDate, prepareCalendar } from '../../platform/calendar/index.js';
import type { ClockRuleLike, DueInput, IsoDate, PersonCalendar } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ruleProblems } from './check-rule.js';
import { readSchoolDays } from './school-days.js';
import type { SchoolDays } from './school-days.js';

/** How many schools' days one process keeps at hand. */
const MOST_SCHOOLS = 200;

const VERSION = {
  name: 'cycles.clock_version',
  text: 'select version from cpd.clock_version where school_id = (select auth.school())',
};

interface Known {
  readonly version: string;
  readonly days: SchoolDays;
  /** The people's days as seen on one date: absences without an end last until then. */
  today?: { readonly date: IsoDate; readonly people: Readonly<Record<string, PersonCalendar>> };
}

/**
 * Answers the engine's question "when?" from a school's calendar, policy, contracted days and absences. They are read once
 * and kept for as long as the school's clock version stays the same: a step costs one look at that number.
 */
export class SchoolClocks implements Clocks {
  private readonly schools = new Map<string, Known>();

  async prepare(tx: Tx): Promise<(question: DueQuestion) => string> {
    const known = await this.knownOf(tx);
    const { calendar, policy } = known.days;
    const prepared = prepareCalendar(calendar);
    const people = asOf(known, localDate(tx.at, calendar.zone));
    return ({ rule, context, enteredAt, delay }) =>
      answer(rule as ClockRuleLike, {
        delay,
        context,
        enteredAt,
        calendar: prepared,
        personCalendars: people,
        policy,
      });
  }

  check(rule: unknown): readonly string[] {
    return ruleProblems(rule);
  }

  /** What a school's clocks rest on, read when it is not at hand. */
  async daysOf(tx: Tx): Promise<SchoolDays> {
    return (await this.knownOf(tx)).days;
  }

  private async knownOf(tx: Tx): Promise<Known> {
    const [row] = await tx.query<{ version: string }>(VERSION);
    // The version is read first: what is read after it may be newer, and is then read once more, never the reverse.
    const version = row?.version ?? '0';
    const { school } = tx.principal;
    const known = this.schools.get(school);
    if (known?.version === version) return known;
    const fresh = { version, days: await tx.asSystem(readSchoolDays) };
    this.schools.delete(school);
    this.schools.set(school, fresh);
    for (const oldest of this.schools.keys()) {
      if (this.schools.size <= MOST_SCHOOLS) break;
      this.schools.delete(oldest);
    }
    return fresh;
  }
}

/** An absence without an end takes away the days up to today; its end, once known, moves the clocks again. */
function asOf(known: Known, date: IsoDate): Readonly<Record<string, PersonCalendar>> {
  if (known.today?.date === date) return known.today.people;
  const people = Object.fromEntries(
    Object.entries(known.days.people).map(([id, { pattern, absences }]) => [
      id,
      {
        pattern,
        absences: absences
          .filter(({ from, to }) => to !== null || from <= date)
          .map(({ from, to }) => ({ from, to: to ?? date })),
      },
    ]),
  );
  known.today = { date, people };
  return people;
}

/** People who share no working day for years must not stop a record: then the school's days count. */
function answer(rule: ClockRuleLike, input: DueInput): string {
  try {
    return dueAt(rule, input);
  } catch (error) {
    if (error instanceof ClockRuleError && error.code === 'noWorkingDay')
      return dueAt(rule, { ...input, personCalendars: {} });
    throw error;
  }
}
