import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cycles } from '../../src/cycles/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

describe('an evaluation of several people', () => {
  let school: TestSchool;
  let cycle: string;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-09-02T08:00' });
    cycle = (await school.app.get(Cycles).prepare(school.system, { startYear: 2026 })).id;
  });
  afterAll(() => school.close());

  const evaluation = async (name: string, person: string | string[], lineManager: string | null) => {
    const id = idFrom('test', 'evaluation', name);
    const dates = { heldOn: '2026-09-01', outcomesDueOn: '2027-07-01', addendumDueOn: '2027-10-31' };
    const people = { person, lineManager };
    const input = { schoolId: school.id, cycleId: cycle, activityId: id, people, mode: 'full', ...dates };
    await school.engine.start(school.system, 'impact', { id, key: id, input });
    return id;
  };
  const told = async (id: string): Promise<string[]> =>
    (
      await school.look.query<{ type: string }>(
        `select type from engine.event where instance_id = $1 and type = 'REASSIGN'`,
        [id],
      )
    ).rows.map(({ type }) => type);

  it('keeps its line manager when that of one of them changes; one about that person alone follows', async () => {
    const [teacher, colleague] = [school.person('teacher'), school.person('colleague')];
    const group = await evaluation('group', [teacher, colleague], school.person('reviewer'));
    const nobody = await evaluation('nobody', [teacher, colleague], null);
    const own = await evaluation('own', teacher, school.person('reviewer'));
    await school.call('admin', 'cycles.lineManagerChanged', {
      params: { id: cycle },
      body: {
        personId: teacher,
        from: school.person('reviewer'),
        to: school.person('deputy'),
        on: '2026-09-02',
      },
    });
    await school.drain();
    expect(await told(own)).toEqual(['REASSIGN']);
    expect(await told(group)).toEqual([]);
    expect(await told(nobody)).toEqual([]);
  });
});
