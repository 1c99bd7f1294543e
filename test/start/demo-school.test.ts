import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProofRefused } from '../../src/platform/database/errors.js';
import { markAsDemo, reissueDemoTokens } from '../../src/start/demo-school.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

describe('the demo school’s tokens', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  const holderOf = (token: string) =>
    school.unit.run({ kind: 'token', token }, (tx) => Promise.resolve(tx.principal.person));

  it('are none where no school was made as a demo', async () => {
    expect(await reissueDemoTokens(school.app)).toEqual([]);
  });

  it('are made anew at each start, and those of the last start end', async () => {
    const people = {
      reviewer: school.person('reviewer'),
      cpdLeader: school.person('leader'),
      head: school.person('head'),
    };
    await markAsDemo(school.app, { schoolId: school.id, people });
    const first = await reissueDemoTokens(school.app);
    expect(first.map(({ title, name }) => `${title}: ${name}`)).toEqual([
      'Reviewer: Rhys Vaughan',
      'CPD leader: Lena Frost',
      'Head: Hana Reid',
    ]);
    const second = await reissueDemoTokens(school.app);
    for (const { part, token } of second) expect(await holderOf(token)).toBe(people[part]);
    for (const { token } of first) await expect(holderOf(token)).rejects.toThrow(ProofRefused);
    const valid = await school.look.query(
      `select 1 from auth.token where label like 'demo: %' and revoked_at is null`,
    );
    expect(valid.rowCount).toBe(3);
  });
});
