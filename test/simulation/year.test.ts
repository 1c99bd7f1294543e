import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffFileRefused, simulateYear } from '../../src/simulation/index.js';
import type { YearResult } from '../../src/simulation/index.js';
import { yearInvariants } from '../../src/simulation/invariants/index.js';
import { liveYear } from '../../src/simulation/simulate-year.js';
import type { SimulatedYear } from '../../src/simulation/year/year.js';
import { openSimulation, SMALL_SCHOOL } from './support/simulated.js';
import type { Simulation } from './support/simulated.js';

const UNTIL = '2026-12-19';
const broken = ({ invariants }: Pick<YearResult, 'invariants'>) => invariants.filter(({ ok }) => !ok);

describe('an autumn of a small school', () => {
  const runs: Simulation[] = [];
  const results: YearResult[] = [];
  const days: string[] = [];
  const run = async (seed: number): Promise<YearResult> => {
    const simulation = await openSimulation();
    runs.push(simulation);
    const onProgress = (_done: number, day: string): void => void days.push(day);
    return simulateYear({ ...simulation, staffFile: SMALL_SCHOOL, seed, until: UNTIL, onProgress });
  };
  beforeAll(async () => {
    for (const seed of [11, 11, 12]) results.push(await run(seed));
  }, 120_000);
  afterAll(() => Promise.all(runs.map((simulation) => simulation.close())));

  it('keeps every invariant', () => {
    expect(results.flatMap(broken)).toEqual([]);
    expect(results.every(({ ok }) => ok)).toBe(true);
  });

  it('is the same year with the same seed, and another with another', () => {
    const [first, again, other] = results.map(({ invariants: _, ...figures }) => figures);
    expect(again).toEqual(first);
    expect(other).not.toEqual({ ...first, seed: 12 });
  });

  it('has every workflow under way that an autumn has', () => {
    expect(Object.keys(results[0]?.instances ?? {})).toEqual(
      expect.arrayContaining(['activity', 'booking', 'cycle', 'need', 'plan', 'review', 'standards']),
    );
    expect(results[0]?.late).toBeGreaterThan(0);
  });

  it('tells of every day', () => {
    expect(days[0]).toBe('2026-07-01');
    expect(days).toContain(UNTIL);
  });
});

describe('a simulated year', () => {
  let simulation: Simulation;
  let year: SimulatedYear;
  beforeAll(async () => {
    simulation = await openSimulation();
    year = await liveYear({ ...simulation, staffFile: SMALL_SCHOOL, seed: 11, until: UNTIL });
  }, 60_000);
  afterAll(() => simulation.close());

  const check = async () => broken({ invariants: await yearInvariants(simulation.app, year.world) });
  const brokenAfter = async (sql: string, mend: string): Promise<string[]> => {
    await simulation.look.query(sql);
    const found = await check();
    await simulation.look.query(mend);
    return found.map(({ name }) => name);
  };

  it('notices a need that was agreed and got lost', async () => {
    const names = await brokenAfter(
      `update engine.instance set key = 'lost:' || key where chart = 'need' and key like 'annex:%'`,
      `update engine.instance set key = substr(key, 6) where key like 'lost:%'`,
    );
    expect(names).toEqual(['every agreed annex need has a record of its own']);
  });

  it('notices mail on a Sunday, and two mails of the day on one day', async () => {
    const moved = (
      day: string,
    ) => `update cpd.mailing set closed_at = '${day}T08:00:00Z' where kind = 'digest'
      and outcome = 'kept' and person_id = (select person_id from cpd.mailing where outcome = 'kept' and kind = 'digest'
        group by person_id having count(*) > 1 order by person_id limit 1)`;
    await simulation.look.query('create table public.kept as select id, closed_at from cpd.mailing');
    const back = 'update cpd.mailing m set closed_at = k.closed_at from public.kept k where k.id = m.id';
    expect(await brokenAfter(moved('2026-07-05'), back)).toEqual([
      'nobody gets two mails of the day on one day',
      expect.stringContaining('nobody is written to on a day on which they do not work'),
    ]);
    await simulation.look.query('drop table public.kept');
  });

  it('notices a place too many', async () => {
    const names = await brokenAfter(
      `update engine.instance set snapshot = jsonb_set(snapshot, '{context,capacity}', '0')
        where chart = 'activity' and snapshot #>> '{context,capacity}' is not null`,
      `select 1`,
    );
    expect(names).toContain('places taken are within capacity and as counted');
  });

  it('refuses a staff file with mistakes, and says where', async () => {
    const staffFile = Buffer.from(SMALL_SCHOOL.toString().replace('01/09/2020', '31/02/2020'));
    await expect(liveYear({ ...simulation, staffFile, seed: 1, until: UNTIL })).rejects.toThrow(
      StaffFileRefused,
    );
    await expect(liveYear({ ...simulation, staffFile, seed: 1, until: UNTIL })).rejects.toThrow(
      /Line 2, StartDate/,
    );
  });
});
