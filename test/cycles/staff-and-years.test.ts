import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cycles } from '../../src/cycles/index.js';
import { Schools, StaffImports, StaffNewsService } from '../../src/people/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { bareReviews } from './support/bare-reviews.js';

const FILE = readFileSync(new URL('../data/staff/staff-primary.csv', import.meta.url)).toString('latin1');

/** The file with cells of people changed: { '1004': { 6: 'Bursar' } }; null leaves the person out. */
function file(changes: Record<string, Record<number, string> | null> = {}, more: string[] = []): Buffer {
  const lines = FILE.trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => {
      const cells = line.split(',');
      const change = changes[cells[0] ?? ''];
      if (change === null) return [];
      for (const [column, value] of Object.entries(change ?? {})) cells[Number(column)] = value;
      return [cells.join(',')];
    });
  return Buffer.from([...lines, ...more].join('\r\n'), 'latin1');
}

describe('staff changes while a year runs', () => {
  let school: TestSchool;
  let id: string;
  let cycle: string;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-08-20T08:00' });
    bareReviews(school);
    id = randomUUID();
    await school.app.get(Schools).found({ id, name: 'Brookside Primary', urn: '101010' });
    await commit(file());
    const job = school.unit.job(id);
    cycle = (await school.app.get(Cycles).prepare(job, { startYear: 2026 })).id;
    await school.engine.send(job, cycle, { type: 'FINISH_SETUP' });
    await school.advance('2026-09-02T09:00');
  });
  afterAll(() => school.close());

  const commit = (bytes: Buffer) => school.app.get(StaffImports).commit(school.unit.job(id), bytes);
  const personOf = async (external: string): Promise<string> =>
    (
      await school.look.query<{ id: string }>(
        'select id from cpd.person where school_id = $1 and external_id = $2',
        [id, external],
      )
    ).rows[0]?.id ?? '';
  /** Events of the year since its opening, without the clocks. */
  const events = async (): Promise<Record<string, unknown>[]> =>
    (
      await school.look.query<{ type: string; payload: Record<string, unknown> }>(
        `select type, payload from engine.event where instance_id = $1 and type !~ '^(xstate|engine)' order by revision`,
        [cycle],
      )
    ).rows.map(({ type, payload }) => ({ ...payload, type }));
  const reviews = async (): Promise<number> =>
    Number(
      (
        await school.look.query<{ n: string }>(
          `select count(*) as n from engine.instance where tenant_id = $1 and chart = 'review'`,
          [id],
        )
      ).rows[0]?.n,
    );

  it('begin with one review for each employee beyond induction', async () => {
    const { rows } = await school.look.query<{ n: string }>(
      `select count(*) as n from cpd.person where school_id = $1 and not early_career and (leaves_on is null or leaves_on > '2026-12-01')`,
      [id],
    );
    expect(await reviews()).toBe(Number(rows[0]?.n));
  });

  it('tell the year nothing when the same file comes again', async () => {
    const before = await events();
    await commit(file());
    expect(await events()).toEqual(before);
  });

  const joiner =
    '1099,Ms,Jo,Nye,jo.nye@brookside-primary.example,JNY,Teaching Assistant,TA,,0.6,01/09/2026,,1002,';

  it('give a joiner a review', async () => {
    const before = await reviews();
    await commit(file({}, [joiner]));
    await school.drain();
    expect(await reviews()).toBe(before + 1);
    expect((await events()).at(-1)).toMatchObject({
      type: 'JOIN',
      personId: await personOf('1099'),
      standing: 'employee',
      on: '2026-09-01',
    });
  });

  it('give somebody for a few weeks none', async () => {
    const before = await reviews();
    const supply = joiner.replace('1099', '1098').replace('jo.nye', 'sam.nye').replace('Jo', 'Sam');
    await commit(
      file({}, [joiner, supply.replace('01/09/2026,', '01/09/2026,09/10/2026').replace('JNY', 'SNY')]),
    );
    await school.drain();
    expect(await reviews()).toBe(before);
    expect((await events()).at(-1)).toMatchObject({ type: 'JOIN', standing: 'shortTerm' });
  });

  const supplyLine =
    '1098,Ms,Sam,Nye,sam.nye@brookside-primary.example,SNY,Teaching Assistant,TA,,0.6,01/09/2026,09/10/2026,1002,';

  it('give them one when the contract is extended', async () => {
    const before = await reviews();
    await commit(file({}, [joiner, supplyLine.replace('09/10/2026', '31/08/2027')]));
    await school.drain();
    expect((await events()).at(-1)).toMatchObject({
      type: 'CHANGE_STANDING',
      personId: await personOf('1098'),
    });
    expect(await reviews()).toBe(before + 1);
  });

  it('tell of a leaver on the day after the last, not before', async () => {
    const leaving = file({ '1004': { 11: '30/09/2026' } }, [
      joiner,
      supplyLine.replace('09/10/2026', '31/08/2027'),
    ]);
    await commit(leaving);
    expect((await events()).filter((event) => event['type'] === 'LEAVER')).toEqual([]);
    await school.advance('2026-09-30T20:00');
    expect(await school.app.get(StaffNewsService).tell(id)).toBe(0);
    await school.advance('2026-10-01T08:00');
    expect(await school.app.get(StaffNewsService).tellAll()).toBeGreaterThan(0);
    const told = await events();
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'LEAVER', personId: await personOf('1004'), on: '2026-09-30' }),
    );
    // A post without a successor falls to the head.
    const { rows: heads } = await school.look.query<{ id: string }>(
      `select person_id as id from cpd.post where school_id = $1 and post = 'head'`,
      [id],
    );
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'POST_CHANGED', post: 'finance', to: heads[0]?.id }),
    );
    // Whom they managed pass to somebody who is here.
    const { rows } = await school.look.query<{ n: string }>(
      'select count(*) as n from cpd.person where line_manager_id = $1',
      [await personOf('1004')],
    );
    const passed = told.filter((event) =>
      event['from'] === undefined ? false : event['type'] === 'LINE_MANAGER_CHANGED',
    );
    expect(passed).toHaveLength(Number(rows[0]?.n));
  });

  it('tell each piece of news once, also when telling was interrupted', async () => {
    // As if the process had died before it could note what it told; what came before the year is not the point here.
    const undone = `update cpd.staff_news set told_at = null where school_id = $1 and due_on > '2026-09-01' returning id`;
    expect((await school.look.query(undone, [id])).rows.length).toBeGreaterThan(3);
    const before = (await events()).length;
    await school.app.get(StaffNewsService).tell(id);
    expect((await events()).length).toBe(before);
  });
});
