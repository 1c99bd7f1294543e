import { describe, expect, it } from '@jest/globals';
import { charts } from '../../workflows/index.js';
import { HEARING } from '../../src/cycles/hearing.js';

const ID = '00000000-0000-4000-8000-000000000000';

describe('what a year tells other records', () => {
  const known = charts.filter((chart) => HEARING[chart.name]);

  it.each(known.map((chart) => [chart.name, chart] as const))('%s takes from the system', (name, chart) => {
    const hearing = HEARING[name];
    const events = [
      hearing?.leave?.(ID, '2026-09-01'),
      hearing?.managerChanged?.(ID),
      hearing?.postChanged?.('head', ID),
      hearing?.cycleClosed,
      hearing?.pause?.('2026-09-01'),
      hearing?.resume?.('2026-09-01'),
      hearing?.moderator?.(ID),
    ].flatMap((event) => event ?? []);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events)
      expect([event.type, chart.events[event.type]?.by]).toEqual([
        event.type,
        expect.arrayContaining(['system']),
      ]);
  });

  it('leaves out no workflow that can stand still while somebody is away', () => {
    const pausing = charts.filter((chart) => 'PAUSE' in chart.events).map((chart) => chart.name);
    expect(pausing.filter((name) => !HEARING[name]?.pause || !HEARING[name]?.resume)).toEqual([]);
  });

  it('leaves out no workflow that has an event for leavers', () => {
    const leaving = charts.filter((chart) => 'LEAVE' in chart.events).map((chart) => chart.name);
    expect(leaving.filter((name) => !HEARING[name]?.leave)).toEqual([]);
  });
});
