import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { codeOf, openProvidingSchool, SESSION } from './support/provided.js';
import type { PersonName } from '../support/school.js';
import type { ProvidingSchool } from './support/provided.js';

const TWO_DAYS = {
  title: 'Two afternoons',
  sessions: [
    { ...SESSION, on: '2026-09-14' },
    { ...SESSION, on: '2026-09-16', room: 'Library' },
  ],
};

describe('attendance', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  it('of several sessions decides what follows: all of it, part of it, or none', async () => {
    const activity = await school.provide(TWO_DAYS);
    const throughout = await school.book('teacher', activity);
    const partly = await school.book('ta', activity);
    const never = await school.book('ta2', activity);
    const { sessions } = await school.call<{ sessions: { id: string }[] }>('colleague', 'activities.sheet', {
      params: { id: activity },
    });
    for (const [at, day] of ['2026-09-14', '2026-09-16'].entries()) {
      await school.advance(`${day}T17:30`);
      await school.step('colleague', 'activities.recordAttendance', activity, {
        sessionId: sessions[at]?.id,
        entries: [
          { bookingId: throughout, mark: 'present' },
          { bookingId: partly, mark: at === 0 ? 'part' : 'absent', ...(at === 0 ? { minutes: 45 } : {}) },
          { bookingId: never, mark: 'absent' },
        ],
      });
      await school.drain();
    }
    expect(await school.state(activity)).toContain('held');
    expect(await school.state(throughout)).toContain('progress.attended');
    expect(await school.state(partly)).toContain('progress.partlyAttended');
    expect(await school.state(never)).toContain('progress.noShow');
    const minutes = async (who: 'teacher' | 'ta' | 'ta2') =>
      (await school.call<{ minutes: number }>(who, 'cpdRecord.mine')).minutes;
    expect(await Promise.all([minutes('teacher'), minutes('ta'), minutes('ta2')])).toEqual([240, 45, 0]);
    const { rows } = await school.look.query(
      `select snapshot #>> '{context,bookingId}' as booking from engine.instance where chart = 'impact'`,
    );
    expect(rows.map(({ booking }) => booking).sort()).toEqual([throughout, partly].sort());
    await school.step('reviewer', 'bookings.noteAbsence', never, { cause: 'illness' });
    expect(await school.state(never)).toBe('closed');
  });

  it('is refused for somebody without a place, twice for one person, and by whoever does not lead it', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-09-21' }] });
    const booked = await school.book('teacher', activity);
    const asked = await school.ask('ta', activity);
    await school.advance('2026-09-21T18:00');
    const { sessions } = await school.call<{ sessions: { id: string }[] }>('colleague', 'activities.sheet', {
      params: { id: activity },
    });
    const register = (who: 'colleague' | 'ta', ...ids: string[]) =>
      codeOf(
        school.step(who, 'activities.recordAttendance', activity, {
          sessionId: sessions[0]?.id,
          entries: ids.map((bookingId) => ({ bookingId, mark: 'present' })),
        }),
      );
    expect(await register('colleague', booked, asked)).toBe('not-booked');
    expect(await register('colleague', booked, booked)).toContain('ZodError');
    expect(await register('ta', booked)).toBe('not-permitted');
    expect(
      (await school.look.query('select from cpd.attendance where booking_id = $1', [booked])).rows,
    ).toEqual([]);
    expect(await register('colleague', booked)).toBe('done');
  });

  it('brings a certificate into the record, with a file that is what it says', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-09-28' }] });
    const booking = await school.book('teacher', activity);
    const certificate = { title: 'First aid at work', expiresOn: '2029-09-28' };
    expect(
      await codeOf(
        school.step('teacher', 'bookings.recordCertificate', booking, {
          ...certificate,
          expiresOn: '2026-01-01',
        }),
      ),
    ).toBe('date-past');
    await school.step('teacher', 'bookings.recordCertificate', booking, certificate);
    const { rows } = await school.look.query<{ id: string }>('select id from cpd.booking_certificate');
    const file = (content: Buffer) =>
      codeOf(
        school.call('teacher', 'bookingCertificates.file', { params: { id: rows[0]?.id }, body: content }),
      );
    expect(await file(Buffer.from('<html>not a certificate</html>'))).toBe('unsupported-file');
    expect(await file(Buffer.from('%PDF-1.7 made for a test'))).toBe('done');
    expect(await file(Buffer.from('%PDF-1.7 another'))).toBe('file-there');
    const download = async (who: PersonName) => {
      const { certificates } = (await school.read(who, booking)) as { certificates: { id: string }[] };
      const params = { id: certificates[0]?.id ?? rows[0]?.id };
      return String(await school.call<Buffer>(who, 'bookingCertificates.read', { params }));
    };
    for (const who of ['teacher', 'reviewer', 'leader', 'head'] as const)
      expect(await download(who)).toBe('%PDF-1.7 made for a test');
    expect(await codeOf(download('business'))).toBe('no-file');
    expect(await codeOf(download('colleague'))).toBe('not-found');
    const params = { id: rows[0]?.id };
    for (const who of ['colleague', 'admin', 'governor'] as const)
      expect(await codeOf(school.call(who, 'bookingCertificates.read', { params }))).toBe('no-file');
    const { lines } = await school.call<{ lines: { kind: string }[] }>('teacher', 'cpdRecord.mine');
    expect(lines.find(({ kind }) => kind === 'certificate')).toMatchObject({
      kind: 'certificate',
      detail: 'First aid at work',
      expiresOn: '2029-09-28',
    });
  });

  it('is announced in calendars by one entry for each session, moved and taken out under the same name', async () => {
    const activity = await school.provide({ title: 'Maths', sessions: [{ ...SESSION, on: '2026-11-02' }] });
    const booking = await school.book('teacher', activity);
    const calendar = async () => {
      const file = await school.call<string>('teacher', 'bookings.calendar', { params: { id: booking } });
      const component = new ICAL.Component(ICAL.parse(file) as unknown[]);
      const events = component.getAllSubcomponents('vevent').map((it) => new ICAL.Event(it));
      return { method: component.getFirstPropertyValue('method'), events };
    };
    const { sessions } = (await school.read('teacher', booking)) as { sessions: { id: string }[] };
    const placed = await calendar();
    expect([placed.method, placed.events.length]).toEqual(['REQUEST', 1]);
    expect(placed.events[0]?.startDate.toJSDate().toISOString()).toBe('2026-11-02T13:00:00.000Z');
    await school.step('leader', 'activities.moveSession', activity, {
      ...{ ...SESSION, on: '2026-11-05' },
      id: sessions[0]?.id,
    });
    await school.drain();
    const moved = await calendar();
    await school.step('teacher', 'bookings.withdraw', booking);
    const gone = await calendar();
    expect(gone.method).toBe('CANCEL');
    const [one, two, three] = [placed, moved, gone].map(({ events }) => events[0]);
    expect(new Set([one?.uid, two?.uid, three?.uid]).size).toBe(1);
    expect(two?.startDate.toJSDate().toISOString()).toBe('2026-11-05T13:00:00.000Z');
    const counts = [one, two, three].map((it) => Number(it?.sequence));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(3);
  });
});
