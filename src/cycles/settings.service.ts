import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { Engine } from '../engine/index.js';
import { assumptions, schoolYearOf, spokenDate } from '../platform/calendar/index.js';
import type { SchoolCalendar, Term } from '../platform/calendar/index.js';
import { mustHold, todayOf } from '../people/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { readSchoolDays } from './clocks/school-days.js';
import { policyNumberOf, policyNumbers, policyWordOf, policyWords } from './policy/index.js';

/** Those who set a school's year up; row-level security says the same. */
const OFFICE = ['cpdLeader', 'head', 'deputy', 'administrator'];

/** What a school may set: values by key, null to go back to the default. */
export type PolicyChanges = Readonly<Record<string, number | string | null>>;

const WRITE_CALENDAR = `
insert into cpd.school_calendar (school_id, terms, inset_days, bank_holidays, closures) values (auth.school(), $1, $2, $3, $4)
  on conflict (school_id) do update set terms = excluded.terms, inset_days = excluded.inset_days,
    bank_holidays = excluded.bank_holidays, closures = excluded.closures, version = school_calendar.version + 1
  returning version`;

/** A school's own days, numbers, words and frameworks. Whoever changes them moves every clock that rests on them. */
@Injectable()
export class Settings {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** The calendar that holds; the usual English year until the school brings in its own. */
  calendar(tx: Tx): Promise<SchoolCalendar> {
    return tx.asSystem(async (system) => (await readSchoolDays(system)).calendar);
  }

  /**
   * Takes new term dates in. They replace those of the same school years; other years and closures stay.
   * Returns how many clocks moved.
   * @throws Refused 422 'terms-overlap' where a term touches one of another year that stays
   */
  bringIn(proof: Proof, fresh: SchoolCalendar): Promise<number> {
    return this.change(proof, async (tx) => {
      const own = await this.ownCalendar(tx);
      const years = new Set(fresh.terms.map((term) => schoolYearOf(term.end).startYear));
      const kept = (date: string): boolean => !years.has(schoolYearOf(date).startYear);
      const others = (own?.terms ?? []).filter((term) => kept(term.end));
      mustNotOverlap(others, fresh.terms);
      await writeCalendar(tx, {
        ...fresh,
        terms: [...others, ...fresh.terms],
        insetDays: union((own?.insetDays ?? []).filter(kept), fresh.insetDays),
        bankHolidays: union(own?.bankHolidays ?? [], fresh.bankHolidays),
        closures: union(own?.closures ?? [], fresh.closures),
      });
    });
  }

  /** Takes published bank holidays in: they replace those of the same calendar years. Returns how many clocks moved. */
  bringInBankHolidays(proof: Proof, dates: readonly string[]): Promise<number> {
    return this.change(proof, async (tx) => {
      const calendar = await this.calendar(tx);
      const years = new Set(dates.map((date) => date.slice(0, 4)));
      const others = calendar.bankHolidays.filter((date) => !years.has(date.slice(0, 4)));
      await writeCalendar(tx, { ...calendar, bankHolidays: union(others, dates) });
    });
  }

  /** What the clocks of years that still run take for granted without knowing it, in sentences. */
  async assumptions(tx: Tx): Promise<string[]> {
    const years = await tx.query<{ title: string; from: string; to: string }>(
      `select title, starts_on::text as from, ends_on::text as to from cpd.cycle where ends_on >= $1 order by starts_on`,
      [todayOf(tx)],
    );
    if (years.length === 0) return [];
    const calendar = await this.calendar(tx);
    const said =
      (await this.ownCalendar(tx)) === null
        ? ['This school has brought in no dates of its own: the usual English school year is taken.']
        : [];
    return [
      ...said,
      ...years.flatMap(({ title, from, to }) =>
        assumptions(calendar, from, to).map((sentence) => `${title}: ${sentence}`),
      ),
    ];
  }

  /** A snow day, or one that was open after all. Returns how many clocks moved. */
  setClosure(proof: Proof, date: string, closed: boolean): Promise<number> {
    return this.change(proof, async (tx) => {
      const calendar = await this.calendar(tx);
      const others = calendar.closures.filter((day) => day !== date);
      await writeCalendar(tx, { ...calendar, closures: closed ? union(others, [date]) : others });
    });
  }

  /** Every number and word with the school's value beside the default. */
  async policy(tx: Tx) {
    const rows = await tx.query<{ key: string; number: number | null; word: string | null }>(
      'select key, number, word from cpd.policy',
    );
    const set = new Map(rows.map((row) => [row.key, row]));
    return {
      numbers: policyNumbers.map((number) => ({
        ...number,
        value: set.get(number.key)?.number ?? number.default,
      })),
      words: policyWords.map((word) => ({
        ...word,
        choices: [...word.choices],
        value: set.get(word.key)?.word ?? word.default,
      })),
    };
  }

  /**
   * Sets numbers and words; all or none. Returns how many clocks moved.
   * @throws Refused 422 'unknown-policy', 'policy-out-of-range'
   */
  setPolicy(proof: Proof, changes: PolicyChanges): Promise<number> {
    for (const [key, value] of Object.entries(changes)) mustFit(key, value);
    return this.change(proof, async (tx) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) await tx.query('delete from cpd.policy where key = $1', [key]);
        else
          await tx.query(
            `insert into cpd.policy (school_id, key, number, word) values (auth.school(), $1, $2, $3)
               on conflict (school_id, key) do update set number = excluded.number, word = excluded.word`,
            [key, typeof value === 'number' ? value : null, typeof value === 'string' ? value : null],
          );
      }
    });
  }

  /** Staff group -> framework code, null for none; groups that are not named keep the default. */
  async frameworks(tx: Tx): Promise<Record<string, string | null>> {
    const rows = await tx.query<{ staff_group: string; framework_code: string | null }>(
      'select staff_group, framework_code from cpd.framework_choice order by staff_group',
    );
    return Object.fromEntries(rows.map((row) => [row.staff_group, row.framework_code]));
  }

  async setFrameworks(tx: Tx, choices: Readonly<Record<string, string | null>>): Promise<void> {
    mustHold(tx, OFFICE, 'Choosing frameworks');
    for (const [group, code] of Object.entries(choices)) {
      await tx.query(
        `insert into cpd.framework_choice (school_id, staff_group, framework_code) values (auth.school(), $1, $2)
           on conflict (school_id, staff_group) do update set framework_code = excluded.framework_code`,
        [group, code],
      );
    }
  }

  private async ownCalendar(tx: Tx): Promise<SchoolCalendar | null> {
    const own = await tx.query('select school_id from cpd.school_calendar');
    return own.length > 0 ? this.calendar(tx) : null;
  }

  private async change(proof: Proof, work: (tx: Tx) => Promise<void>): Promise<number> {
    const school = await this.engine.unit.run(proof, async (tx) => {
      mustHold(tx, OFFICE, 'Changing the school’s settings');
      await work(tx);
      return tx.principal.school;
    });
    return this.engine.timers.recompute(this.engine.unit.job(school));
  }
}

function mustNotOverlap(kept: readonly Term[], fresh: readonly Term[]): void {
  for (const term of fresh) {
    const other = kept.find((one) => one.start <= term.end && term.start <= one.end);
    if (other)
      throw new Refused(
        422,
        'terms-overlap',
        `The term ${term.name}, ${spokenDate(term.start)} to ${spokenDate(term.end)}, overlaps ${other.name}, ${spokenDate(other.start)} to ${spokenDate(other.end)}, which is here already.`,
        { term, other },
      );
  }
}

async function writeCalendar(tx: Tx, calendar: SchoolCalendar): Promise<void> {
  const terms = [...calendar.terms].sort((one, other) => (one.start < other.start ? -1 : 1));
  const lists = [terms, calendar.insetDays, calendar.bankHolidays, calendar.closures];
  await tx.query(
    WRITE_CALENDAR,
    lists.map((list) => JSON.stringify(list)),
  );
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].sort();
}

function mustFit(key: string, value: number | string | null): void {
  const [number, word] = [policyNumberOf(key), policyWordOf(key)];
  if (!number && !word) throw new Refused(422, 'unknown-policy', `There is no policy "${key}".`, { key });
  if (value === null) return;
  if (number && (typeof value !== 'number' || value < number.least || value > number.most))
    throw new Refused(
      422,
      'policy-out-of-range',
      `${number.label}: a number from ${number.least} to ${number.most} (${number.unit}).`,
      { key, least: number.least, most: number.most },
    );
  if (word && (typeof value !== 'string' || !word.choices.includes(value)))
    throw new Refused(422, 'policy-out-of-range', `${word.label}: one of ${word.choices.join(', ')}.`, {
      key,
      choices: word.choices,
    });
}
