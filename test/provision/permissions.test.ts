import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx } from '../../src/platform/database/unit-of-work.js';
import { plant } from '../support/school.js';
import type { PersonName } from '../support/school.js';
import { openProvidingSchool, SESSION } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

/** Whose booking it is, who manages them, leads CPD, heads the school, keeps money and cover, leads the session; a colleague, a governor. */
const ROLES = ['teacher', 'reviewer', 'leader', 'head', 'business', 'colleague', 'ta', 'governor'] as const;
type RoleName = (typeof ROLES)[number];

const CONFIDED: RoleName[] = ['teacher', 'reviewer', 'leader', 'head'];
const CONCERNED: RoleName[] = [...CONFIDED, 'business'];
const STAFF: RoleName[] = [...CONCERNED, 'colleague', 'ta'];

/** Table -> who reads its row, as the school's table of confidentiality has it. */
const READERS: Readonly<Record<string, readonly RoleName[]>> = {
  provider: STAFF,
  activity: STAFF,
  activity_cost: ['leader', 'head', 'business'],
  quality_answer: STAFF,
  session: STAFF,
  milestone: STAFF,
  follow_up: ['leader', 'head', 'colleague'],
  blocked_day: STAFF,
  booking_approver: ['leader', 'head'],
  booking: CONCERNED,
  booking_purpose: CONFIDED,
  booking_note: CONFIDED,
  booking_access: CONFIDED,
  place: CONCERNED,
  confirmation: CONCERNED,
  funding_share: CONCERNED,
  commitment: CONCERNED,
  cover_request: CONCERNED,
  attendance: CONFIDED,
  booking_certificate: CONFIDED,
  portfolio_line: CONFIDED,
  share_back: [...CONFIDED, 'ta'],
};
/** What each row of the booking says, and nothing else in the database does. */
const MARKS = ['MARK-OUTCOME', 'MARK-BASELINE', 'MARK-REASON', 'MARK-NOTE', 'MARK-ACCESS', 'MARK-SHARED'];

describe('what raw SQL of the application shows and writes', () => {
  let school: ProvidingSchool;
  let activity: string;
  let booking: string;
  let outsider: string;

  beforeAll(async () => {
    school = await openProvidingSchool();
    const provider = await school.call<{ id: string }>('leader', 'providers.add', {
      body: { name: 'Anchor Training', kind: 'company' },
    });
    await school.call('head', 'blockedDays.set', { body: { on: '2026-12-01' } });
    activity = await school.provide({
      ...{ external: true, providerId: provider.id, sessions: [{ ...SESSION, on: '2026-09-07' }] },
      cost: { feePence: 12_345 },
      milestones: [{ title: 'Essay', dueOn: '2027-05-01' }],
    });
    await school.step('leader', 'activities.addFollowUp', activity, {
      ...{ who: 'provider', task: 'Send the slides', on: '2026-12-01' },
    });
    booking = await school.ask('teacher', activity, {
      ...{ outcome: 'MARK-OUTCOME', baseline: 'MARK-BASELINE', reason: 'MARK-REASON', access: 'MARK-ACCESS' },
    });
    await school.step('reviewer', 'bookings.return', booking, { step: 0, reason: 'MARK-NOTE' });
    await school.step('teacher', 'bookings.submit', booking);
    await school.step('reviewer', 'bookings.approve', booking, { step: 0 });
    await school.step('leader', 'bookings.approve', booking, { step: 1 });
    await school.step('business', 'bookings.agreeFunding', booking, { share: 0 });
    await school.step('leader', 'bookings.enterConfirmation', booking, { reference: 'AT-1' });
    await school.call('leader', 'bookingApprovers.set', {
      params: { personId: school.person('cook') },
      body: { approverId: school.person('deputy') },
    });
    await school.step('teacher', 'bookings.recordCertificate', booking, { title: 'Phonics' });
    await school.advance('2026-09-07T17:30');
    const { sessions } = await school.call<{ sessions: { id: string }[] }>('leader', 'activities.sheet', {
      params: { id: activity },
    });
    await school.step('colleague', 'activities.recordAttendance', activity, {
      sessionId: sessions[0]?.id,
      entries: [{ bookingId: booking, mark: 'present' }],
    });
    // A milestone is still ahead, so the booking asks for attendance by itself a few days later.
    await school.advance('2026-09-14T09:00');
    await school.step('teacher', 'bookings.shareBack', booking, {
      ...{ text: 'MARK-SHARED', sharedWith: [school.person('ta')] },
    });
    const other = await plant(school.look, 'Elm Park Primary', '654321');
    outsider = other.tokens.leader;
  });
  afterAll(() => school.close());

  const rowsOf = async (tx: Tx, table: string) =>
    (await tx.query(`select to_jsonb(t) as row from cpd.${table} t`)).map(({ row }) => JSON.stringify(row));
  const sees = async (who: PersonName, table: string) =>
    (await school.as(who, (tx) => rowsOf(tx, table))).length > 0;
  const attempt = async (who: PersonName, sql: string, values: readonly unknown[]) => {
    try {
      return (await school.as(who, (tx) => tx.query(`${sql} returning 1`, values))).length;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it.each(Object.keys(READERS))('of %s: read by those whom it concerns, by nobody else', async (table) => {
    const readers = [];
    for (const role of ROLES) if (await sees(role, table)) readers.push(role);
    expect(readers).toEqual(ROLES.filter((role) => READERS[table]?.includes(role)));
  });

  it('keeps what people wrote from finance, cover, facilitators and governors, whatever table they look in', async () => {
    const found = async (who: RoleName) => {
      const all = await school.as(who, async (tx) => {
        const tables = await tx.query<{ name: string }>(
          `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
            where schemaname in ('cpd', 'engine', 'confidential') and has_table_privilege(tablename_full, 'select')`.replace(
            'tablename_full',
            `quote_ident(schemaname) || '.' || quote_ident(tablename)`,
          ),
        );
        const texts: string[] = [];
        for (const { name } of tables) {
          const rows = await tx.query(`select to_jsonb(t)::text as row from ${name} t`);
          texts.push(...rows.map(({ row }) => String(row)));
        }
        return texts.join('\n');
      });
      return MARKS.filter((mark) => all.includes(mark));
    };
    expect(await found('business')).toEqual([]);
    expect(await found('colleague')).toEqual([]);
    expect(await found('governor')).toEqual([]);
    expect(await found('ta')).toEqual(['MARK-SHARED']);
    expect(await found('reviewer')).toEqual(MARKS);
    expect(await found('leader')).toEqual(MARKS);
  });

  it('gives whoever leads the session names and access requirements, and others nothing', async () => {
    const people = (who: PersonName) =>
      school.as(who, (tx) => tx.query('select * from cpd.session_people($1)', [activity]));
    expect(await people('colleague')).toMatchObject([
      { name: 'Tara Quill', access_requirements: 'MARK-ACCESS' },
    ]);
    for (const who of ['teacher', 'ta', 'business', 'governor'] as const)
      expect(await people(who)).toEqual([]);
  });

  it('lets nobody write places, the waiting list or the ledger', async () => {
    for (const who of ['teacher', 'leader', 'head', 'business'] as const) {
      const place =
        'insert into cpd.place (booking_id, school_id, activity_id, taken_at) values ($1, $2, $3, now())';
      expect(await attempt(who, place, [booking, school.id, activity])).toBe('42501');
      const waiting = 'insert into cpd.waiting (booking_id, school_id, activity_id) values ($1, $2, $3)';
      expect(await attempt(who, waiting, [booking, school.id, activity])).toBe('42501');
      expect(await attempt(who, 'delete from cpd.place where booking_id = $1', [booking])).toBe(0);
      const line = `insert into cpd.commitment (id, school_id, cycle_id, activity_id, booking_id, pot_id, financial_year, line,
        kind, pence, at, effect) select gen_random_uuid(), school_id, cycle_id, activity_id, booking_id, pot_id,
        financial_year, 'released', kind, pence, now(), 'x' from cpd.commitment where booking_id = $1`;
      expect(await attempt(who, line, [booking])).toBe('42501');
      expect(await attempt(who, 'update cpd.commitment set pence = 1 where booking_id = $1', [booking])).toBe(
        '42501',
      );
    }
  });

  it('lets a booking be rewritten by nobody whom it does not concern, and its price by nobody', async () => {
    const reason = `update cpd.booking_purpose set reason = 'forged' where booking_id = $1`;
    for (const who of ['ta', 'business', 'colleague', 'governor'] as const) {
      expect(await attempt(who, reason, [booking])).toBe(0);
    }
    expect(await attempt('leader', 'update cpd.booking set fee_pence = 0 where id = $1', [booking])).toBe(
      '42501',
    );
    const move = 'update cpd.booking set person_id = $2 where id = $1';
    expect(await attempt('teacher', move, [booking, school.person('ta')])).toBe(0);
    expect(await attempt('ta', move, [booking, school.person('ta')])).toBe(0);
    const forged = `insert into cpd.booking (id, school_id, activity_id, cycle_id, person_id, attempt, whole_school, fee_pence,
      travel_pence, materials_pence, asked_by, asked_at)
      values (gen_random_uuid(), $1, $2, $3, $4, 9, false, 0, 0, 0, $5, now())`;
    const values = [school.id, activity, school.cycleId, school.person('ta'), school.person('teacher')];
    expect(await attempt('teacher', forged, values)).toBe('42501');
    const price = 'update cpd.activity_cost set fee_pence = 0 where activity_id = $1';
    for (const who of ['teacher', 'ta', 'governor', 'business'] as const) {
      expect(await attempt(who, price, [activity])).toBe(0);
    }
    const share = 'update cpd.funding_share set replaced_at = now() where booking_id = $1';
    expect(await attempt('teacher', share, [booking])).toBe(0);
    const cover = 'update cpd.cover_request set cost_pence = 0 where booking_id = $1';
    expect(await attempt('teacher', cover, [booking])).toBe(0);
    const approver =
      'insert into cpd.booking_approver (school_id, person_id, approver_id) values ($1, $2, $3)';
    expect(
      await attempt('teacher', approver, [school.id, school.person('teacher'), school.person('ta')]),
    ).toBe('42501');
  });

  it('shows another school nothing of all this', async () => {
    const proof = { kind: 'token', token: outsider } as const;
    for (const table of Object.keys(READERS)) {
      expect([table, await school.unit.run(proof, (tx) => rowsOf(tx, table))]).toEqual([table, []]);
    }
  });
});
