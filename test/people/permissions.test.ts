import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSchool, PEOPLE, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

const EVERYBODY = Object.keys(PEOPLE) as PersonName[];
const OFFICE: PersonName[] = ['head', 'deputy', 'leader', 'admin'];

/** Who sees the marked row of each table, by raw SQL of the application role; everybody else sees nothing of it. */
const SEEN: Record<string, readonly PersonName[]> = {
  // The teacher's own, the line manager's, the head's, the CPD leader's.
  absence: ['teacher', 'reviewer', 'head', 'leader'],
  staff_import: OFFICE,
  staff_news: [],
  missing_person: OFFICE,
  transfer: OFFICE,
  school_calendar: EVERYBODY,
  policy: EVERYBODY,
  cycle: EVERYBODY,
  priority: EVERYBODY,
  pot: ['head', 'leader', 'business'],
  framework_choice: EVERYBODY,
  review_in_flight: [],
  open_record: ['head', 'leader'],
  succession: EVERYBODY,
};

/** Who may add a row, as SQL with $1 school, $2 cycle, $3 teacher, $4 a new id. */
const ADDED: Record<string, { sql: string; by: readonly PersonName[] }> = {
  absence: {
    sql: `insert into cpd.absence (id, school_id, person_id, from_date) values ($4, $1, $3, '2026-11-01')`,
    by: ['reviewer', 'head', 'leader'],
  },
  staff_import: {
    sql: `insert into cpd.staff_import (id, school_id, at, digest, outcome) values ($4, $1, now(), repeat('0', 64), 'checked')`,
    by: [],
  },
  staff_news: {
    sql: `insert into cpd.staff_news (id, school_id, kind, person_id, on_date, due_on) values ($4, $1, 'left', $3, now(), now())`,
    by: [],
  },
  missing_person: {
    sql: `insert into cpd.missing_person (school_id, person_id, import_id, asked_at) values ($1, $3, $4, now())`,
    by: [],
  },
  policy: { sql: `insert into cpd.policy (school_id, key, number) values ($1, $4, 1)`, by: OFFICE },
  cycle: {
    sql: `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values ($4, $1, 'x', '2030-09-01', '2031-08-31')`,
    by: OFFICE,
  },
  priority: {
    sql: `insert into cpd.priority (id, school_id, cycle_id, code, title) values ($4, $1, $2, 'P9', 'x')`,
    by: OFFICE,
  },
  pot: {
    sql: `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year) values ($4, $1, $2, 'Another pot', 1, '2026-27')`,
    by: ['head', 'leader', 'business'],
  },
  framework_choice: {
    sql: `insert into cpd.framework_choice (school_id, staff_group) values ($1, left($4::text, 8))`,
    by: OFFICE,
  },
  review_in_flight: {
    sql: `insert into cpd.review_in_flight (school_id, cycle_id, person_id, stage) values ($1, $2, $3, 'shared')`,
    by: [],
  },
  open_record: {
    sql: `insert into cpd.open_record (school_id, cycle_id, occasion, instance_id, chart, found_at) values ($1, $2, 'close', $4, 'review', now())`,
    by: [],
  },
  person: {
    sql: `insert into cpd.person (id, school_id, forename, surname) values ($4, $1, 'New', 'Comer')`,
    by: ['admin'],
  },
  post: {
    sql: `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $3, 'mentor', '2026-09-01')`,
    by: ['admin'],
  },
};

describe('who may see and write what of people and years', () => {
  let school: TestSchool;
  let other: Awaited<ReturnType<typeof plant>>;
  const cycle = randomUUID();
  beforeAll(async () => {
    school = await openSchool();
    other = await plant(school.look, 'Hill Top Primary', '654321');
    const [file, teacher] = [randomUUID(), school.person('teacher')];
    const rows: [string, unknown[]][] = [
      [
        `insert into cpd.absence (id, school_id, person_id, from_date) values ($1, $2, $3, '2026-09-01')`,
        [randomUUID(), school.id, teacher],
      ],
      [
        `insert into cpd.staff_import (id, school_id, at, digest, outcome) values ($1, $2, now(), repeat('a', 64), 'checked')`,
        [file, school.id],
      ],
      [
        `insert into cpd.staff_news (id, school_id, kind, person_id, on_date, due_on) values ($1, $2, 'left', $3, now(), now())`,
        [randomUUID(), school.id, teacher],
      ],
      [
        `insert into cpd.missing_person (school_id, person_id, import_id, asked_at) values ($1, $2, $3, now())`,
        [school.id, teacher, file],
      ],
      [
        `insert into cpd.transfer (id, school_id, person_id, to_school_id, on_date) values ($1, $2, $3, $4, now())`,
        [randomUUID(), school.id, teacher, other.id],
      ],
      [`insert into cpd.school_calendar (school_id, terms) values ($1, '[]')`, [school.id]],
      [`insert into cpd.policy (school_id, key, number) values ($1, 'review.draftDays', 4)`, [school.id]],
      [
        `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values ($1, $2, '2026 to 2027', '2026-09-01', '2027-08-31')`,
        [cycle, school.id],
      ],
      [
        `insert into cpd.priority (id, school_id, cycle_id, code, title) values ($1, $2, $3, 'P1', 'Reading')`,
        [randomUUID(), school.id, cycle],
      ],
      [
        `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year) values ($1, $2, $3, 'Pot', 100, '2026-27')`,
        [randomUUID(), school.id, cycle],
      ],
      [`insert into cpd.framework_choice (school_id, staff_group) values ($1, 'site')`, [school.id]],
      [
        `insert into cpd.review_in_flight (school_id, cycle_id, person_id, stage) values ($1, $2, $3, 'shared')`,
        [school.id, cycle, teacher],
      ],
      [
        `insert into cpd.open_record (school_id, cycle_id, occasion, instance_id, chart, found_at) values ($1, $2, 'reviews', $3, 'review', now())`,
        [school.id, cycle, randomUUID()],
      ],
      [
        `insert into cpd.succession (school_id, successor_id, on_date) values ($1, $2, now())`,
        [school.id, other.id],
      ],
    ];
    for (const [sql, values] of rows) await school.look.query(sql, values);
  });
  afterAll(() => school.close());

  it.each(Object.entries(SEEN))('%s is seen by those whom it concerns', async (table, who) => {
    const seers: PersonName[] = [];
    for (const name of EVERYBODY) {
      const rows = await school.as(name, (tx) =>
        tx.query(`select * from cpd.${table} where school_id = $1`, [school.id]),
      );
      if (rows.length > 0) seers.push(name);
    }
    expect(seers.sort()).toEqual([...who].sort());
  });

  it.each(Object.entries(ADDED))('%s is written by those whose work it is', async (_table, { sql, by }) => {
    const writers: PersonName[] = [];
    for (const name of EVERYBODY) {
      const undone = new Error('undone');
      const given = [school.id, cycle, school.person('teacher'), randomUUID()];
      // Every parameter must be used: PostgreSQL cannot tell the type of one that is not.
      const numbers = [...new Set([...sql.matchAll(/\$(\d)/g)].map((match) => Number(match[1])))].sort();
      const text = numbers.reduce((so, n, at) => so.replaceAll(`$${n}`, `$${at + 1}`), sql);
      const tried = school.as(name, async (tx) => {
        await tx.query(
          text,
          numbers.map((n) => given[n - 1]),
        );
        throw undone;
      });
      const error: unknown = await tried.catch((thrown: unknown) => thrown);
      if (error === undone) writers.push(name);
      else expect(error).toMatchObject({ code: '42501' });
    }
    expect(writers.sort()).toEqual([...by].sort());
  });

  it('nothing of another school is seen, but a transfer and a succession that lead there', async () => {
    const token = { kind: 'token' as const, token: other.tokens.head };
    for (const table of Object.keys(SEEN)) {
      const rows = await school.unit.run(token, (tx) =>
        tx.query(`select * from cpd.${table} where school_id = $1`, [school.id]),
      );
      expect([table, rows.length]).toEqual([table, ['transfer', 'succession'].includes(table) ? 1 : 0]);
    }
  });

  it('nobody changes a row of another school, or writes one into it', async () => {
    const token = { kind: 'token' as const, token: other.tokens.admin };
    await school.unit.run(token, (tx) =>
      tx.query(`update cpd.policy set number = 99 where school_id = $1`, [school.id]),
    );
    const { rows } = await school.look.query('select number from cpd.policy where school_id = $1', [
      school.id,
    ]);
    expect(rows).toEqual([{ number: 4 }]);
    await expect(
      school.unit.run(token, (tx) =>
        tx.query(`insert into cpd.policy (school_id, key, number) values ($1, 'x', 1)`, [school.id]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('the application role never reads a token or its hash', async () => {
    await expect(school.as('admin', (tx) => tx.query('select * from auth.token'))).rejects.toMatchObject({
      code: '42501',
    });
  });
});
