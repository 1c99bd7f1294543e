import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ClockRuleError,
  defaultCalendar,
  dueAt,
  isWorkingDay,
  localDate,
} from '../../../src/platform/calendar/index.js';
import type {
  ClockRuleLike,
  DueInput,
  PersonCalendar,
  Weekday,
} from '../../../src/platform/calendar/index.js';
import type { ClockRule } from '../../../workflows/chart.js';
import { dates, people } from './arbitraries.js';

const calendar = defaultCalendar(2026, 2027);
const on = (...days: Weekday[]): PersonCalendar => ({ pattern: { days }, absences: [] });
const away = (from: string, to: string | null): PersonCalendar => ({
  pattern: { days: [1, 2, 3, 4, 5] },
  absences: [{ from, to }],
});

function due(rule: Partial<ClockRuleLike>, input: Partial<DueInput> = {}): string {
  const defaults: DueInput = {
    delay: 'draftDue',
    context: {},
    enteredAt: '2026-11-03T10:20:30.000Z',
    calendar,
    personCalendars: {},
    policy: { draftDays: 5 },
  };
  return dueAt({ says: 'draft due', ...rule }, { ...defaults, ...input });
}

describe('when a clock falls due', () => {
  it('counts from the entry of the state to the close of the working day', () => {
    expect(due({ after: { workingDays: 5 } })).toBe('2026-11-10T17:00:00.000Z');
  });

  it('counts from a date or an instant in the context, and from the entry while that is null', () => {
    const rule = { from: 'metOn', after: { workingDays: 5 } };
    expect(due(rule, { context: { metOn: '2026-10-21' } })).toBe('2026-11-04T17:00:00.000Z');
    expect(due(rule, { context: { metOn: '2026-10-20T23:30:00Z' } })).toBe('2026-11-04T17:00:00.000Z');
    expect(due(rule, { context: { metOn: null } })).toBe('2026-11-10T17:00:00.000Z');
  });

  it('understands the clock rule of a chart as it is written there', () => {
    const rule: ClockRule = { says: 'draft due', after: { workingDays: 'draftDays' }, of: [], at: 'close' };
    expect(due(rule)).toBe('2026-11-10T17:00:00.000Z');
  });

  it('takes numbers from the school policy by name', () => {
    expect(due({ after: { workingDays: 'draftDays' } })).toBe('2026-11-10T17:00:00.000Z');
  });

  it('may be the opening of the day, at 07:00 of summer time too', () => {
    expect(due({ after: { workingDays: 1 }, at: 'open' })).toBe('2026-11-04T07:00:00.000Z');
    expect(due({ from: 'on', at: 'open' }, { context: { on: '2027-06-15' } })).toBe(
      '2027-06-15T06:00:00.000Z',
    );
  });

  it('is a date in the context itself when nothing is added, even a Sunday on which the clocks change', () => {
    expect(due({ from: 'by' }, { context: { by: '2027-10-31' } })).toBe('2027-10-31T17:00:00.000Z');
    expect(due({ from: 'by' }, { context: { by: '2027-03-28' } })).toBe('2027-03-28T16:00:00.000Z');
  });

  it('is an instant in the context itself, unless the rule names the opening or close', () => {
    const context = { endsAt: '2026-11-05T15:15:00.000Z' };
    expect(due({ from: 'endsAt' }, { context })).toBe('2026-11-05T15:15:00.000Z');
    expect(due({ from: 'endsAt', at: 'close' }, { context })).toBe('2026-11-05T17:00:00.000Z');
  });

  it('adds hours and minutes as elapsed time, through a night on which the clocks change', () => {
    expect(due({ after: { hours: 2, minutes: 30 } })).toBe('2026-11-03T12:50:30.000Z');
    expect(due({ after: { hours: 24 } }, { enteredAt: '2027-10-30T12:00:00+01:00' })).toBe(
      '2027-10-31T11:00:00.000Z',
    );
    expect(due({ after: { workingDays: 1, hours: 2 } })).toBe('2026-11-04T12:20:30.000Z');
  });

  it('adds calendar days without moving off a weekend', () => {
    expect(due({ after: { days: 4 } })).toBe('2026-11-07T17:00:00.000Z');
  });

  it('adds school weeks, holidays not counted', () => {
    expect(due({ from: 'on', after: { schoolWeeks: 2 } }, { context: { on: '2026-10-14' } })).toBe(
      '2026-11-04T17:00:00.000Z',
    );
  });

  it('adds units up: school weeks, then days, then working days', () => {
    expect(due({ after: { schoolWeeks: 1, days: 4, workingDays: 1 } })).toBe('2026-11-16T17:00:00.000Z');
  });

  it('counts back for negative numbers: papers five working days before the governors meet', () => {
    expect(due({ from: 'meets', after: { workingDays: -5 } }, { context: { meets: '2026-11-04' } })).toBe(
      '2026-10-21T16:00:00.000Z',
    );
  });
});

describe('the people of a clock', () => {
  const rule = { after: { workingDays: 5 }, of: ['reviewee', 'reviewer'] };

  it('must all be at work for a day to count, absences included', () => {
    const context = { people: { reviewee: 'a', reviewer: ['b', 'a'] } };
    expect(due(rule, { context, personCalendars: { a: on(1, 2, 3), b: on(2, 3, 4) } })).toBe(
      '2026-11-18T17:00:00.000Z',
    );
    const absent = { a: on(1, 2, 3, 4, 5), b: away('2026-11-05', '2026-11-11') };
    expect(due(rule, { context, personCalendars: absent })).toBe('2026-11-17T17:00:00.000Z');
  });

  it('may be nobody yet, or someone without known contracted days: then the school days count', () => {
    const context = { people: { reviewee: null, reviewer: 'b' } };
    expect(due(rule, { context })).toBe('2026-11-10T17:00:00.000Z');
  });

  it('whose contracted days never meet share the days of either', () => {
    const context = { people: { reviewee: 'a', reviewer: 'b' } };
    const personCalendars = { a: on(1, 2), b: on(4, 5) };
    expect(due(rule, { context, personCalendars })).toBe('2026-11-12T17:00:00.000Z');
  });

  it('who stay away without an end make the clock say so by name, rather than never fall due', () => {
    const context = { people: { reviewee: 'a', reviewer: 'b' } };
    const attempt = (): string => due(rule, { context, personCalendars: { a: away('2026-11-01', null) } });
    expect(attempt).toThrow(ClockRuleError);
    expect(attempt).toThrow(/^Clock 'draftDue': No working day .* absences without an end/);
  });
});

describe('pauses', () => {
  const fortnight = [{ from: '2026-11-05', to: '2026-11-18' }];

  it('take their days out of the count', () => {
    const context = { metOn: '2026-11-03', pauses: fortnight };
    expect(due({ from: 'metOn', after: { workingDays: 5 } }, { context })).toBe('2026-11-24T17:00:00.000Z');
    expect(due({ from: 'metOn', after: { days: 5 } }, { context })).toBe('2026-11-22T17:00:00.000Z');
    expect(due({ from: 'metOn', after: { schoolWeeks: 1 } }, { context })).toBe('2026-11-19T17:00:00.000Z');
  });

  it('count once where they overlap', () => {
    const context = { metOn: '2026-11-03', pauses: [...fortnight, { from: '2026-11-10', to: '2026-11-18' }] };
    expect(due({ from: 'by' }, { context: { ...context, by: '2026-11-20' } })).toBe(
      '2026-12-04T17:00:00.000Z',
    );
  });

  it('push a date by the working days they took before it', () => {
    const context = { by: '2026-11-30', pauses: fortnight };
    expect(due({ from: 'by' }, { context })).toBe('2026-12-14T17:00:00.000Z');
    expect(due({ from: 'by', after: { days: 0 } }, { context })).toBe('2026-11-30T17:00:00.000Z');
  });

  it('push a date inside them only by what they took up to it, and never into them', () => {
    const context = { by: '2026-11-06', pauses: fortnight };
    expect(due({ from: 'by' }, { context })).toBe('2026-11-20T17:00:00.000Z');
  });

  it('leave dates before them, and hours, alone', () => {
    const context = { by: '2026-11-04', pauses: fortnight };
    expect(due({ from: 'by' }, { context })).toBe('2026-11-04T17:00:00.000Z');
    expect(due({ after: { hours: 48 } }, { context })).toBe('2026-11-05T10:20:30.000Z');
  });

  it('move a date also where the days were entered as an absence too', () => {
    const fortnight = [{ from: '2026-11-02', to: '2026-11-13' }];
    const context = { by: '2026-11-30', pauses: fortnight, people: { person: 'amy' } };
    const rule = { from: 'by', of: ['person'] };
    const alone = due(rule, { context });
    expect(due(rule, { context, personCalendars: { amy: away('2026-11-02', '2026-11-13') } })).toBe(alone);
    expect(alone).toBe('2026-12-14T17:00:00.000Z');
  });

  it('that still last have taken the days up to today: the clock of the pause itself runs on', () => {
    const context = { pauses: [{ from: '2026-11-03', to: null }] };
    expect(due({ after: { workingDays: 5 } }, { context })).toBe('2026-11-10T17:00:00.000Z');
    const since = { by: '2026-11-10', pauses: [{ from: '2026-11-02', to: null }] };
    expect(due({ from: 'by' }, { context: since })).toBe('2026-11-11T17:00:00.000Z');
  });
});

describe('a clock rule that cannot be worked out', () => {
  it.each<[string, Partial<ClockRuleLike>, Partial<DueInput>, RegExp]>([
    [
      'an unknown policy number',
      { after: { workingDays: 'drftDays' } },
      {},
      /'draftDue'.*no number 'drftDays'/,
    ],
    ['an inherited name', { after: { days: 'constructor' } }, {}, /no number 'constructor'/],
    [
      'a policy that is no number',
      { after: { hours: 'x' } },
      { policy: { x: Number.NaN } },
      /policy 'x' is NaN/,
    ],
    ['an infinite amount', { after: { minutes: Infinity } }, {}, /Infinity; expected a number/],
    ['half a day', { after: { days: 0.5 } }, {}, /whole number/],
    ['half a working day', { after: { workingDays: 0.5 } }, {}, /whole numbers/],
    ['a number as a date', { from: 'on' }, { context: { on: 20261103 } }, /context\.on is 20261103/],
    ['31 February', { from: 'on' }, { context: { on: '2027-02-31' } }, /ISO date or instant/],
    [
      'a role that nobody can hold',
      { of: ['reviwer'], after: { days: 1 } },
      { context: { people: {} } },
      /no role 'reviwer'/,
    ],
    [
      'pauses of another shape',
      { after: { days: 1 } },
      { context: { pauses: [{ since: 'May' }] } },
      /context\.pauses/,
    ],
    [
      'an entry that is no instant',
      { after: { days: 1 } },
      { enteredAt: 'now' },
      /'draftDue'.*not an instant/,
    ],
    ['too many days', { after: { days: 1_000_000_000 } }, {}, /1900 to 2199/],
    ['too many hours', { after: { hours: 1e13 } }, {}, /1900 to 2199/],
  ])('names its delay: %s', (_what, rule, input, message) => {
    expect(() => due(rule, input)).toThrow(ClockRuleError);
    expect(() => due(rule, input)).toThrow(message);
  });
});

describe('for any date, distance, people and pause', () => {
  it('a clock counted in working days falls on a day when all are there and nothing is paused', () => {
    const pause = fc.tuple(dates, dates).map(([one, other]) => (one < other ? [one, other] : [other, one]));
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 30 }), people, pause, (date, n, who, [from, to]) => {
        const personCalendars = Object.fromEntries(who.map((person, index) => [`p${index}`, person]));
        const context = { on: date, people: { all: Object.keys(personCalendars) }, pauses: [{ from, to }] };
        const rule = { from: 'on', after: { workingDays: n }, of: ['all'] };
        const day = localDate(due(rule, { context, personCalendars }));
        expect(isWorkingDay(calendar, day, who)).toBe(true);
        expect([day >= date, day >= (from ?? '') && day <= (to ?? '')]).toEqual([true, false]);
      }),
    );
  });
});
