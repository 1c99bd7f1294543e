import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Schools, StaffImports } from '../../src/people/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

const PEOPLE = 2000;
const HEADER = 'Id,Forename,Surname,Email,JobTitle,StaffGroup,FTE,StartDate,LeaveDate,LineManagerId,Roles';
const FILE = Buffer.from(
  [
    HEADER,
    '1,Mei,Hall,h@x.example,Headteacher,Leadership,1,01/09/2015,,,head;cpd-leader',
    ...Array.from(
      { length: PEOPLE - 1 },
      (_, at) =>
        `${at + 2},Ann,Lee${at},a${at}@x.example,Teacher,Teacher,0.333,01/09/2020,,${at < 40 ? 1 : (at % 40) + 2},`,
    ),
  ].join('\n'),
);

describe('a large staff file', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('is one commit, says how far it is, and the same again changes nothing', async () => {
    const id = randomUUID();
    await school.app.get(Schools).found({ id, name: 'A trust’s payroll', urn: '303030' });
    const steps: string[] = [];
    const onProgress = (step: string, done: number): void => void steps.push(`${step} ${done}`);
    const imports = school.app.get(StaffImports);
    const first = await imports.commit(school.unit.job(id), FILE, { onProgress });
    expect(first.counts.joiners).toBe(PEOPLE);
    expect(steps[0]).toBe(`people ${PEOPLE}`);
    expect(steps.filter((step) => step.startsWith('consequences')).length).toBeGreaterThan(10);
    const commits = await school.look.query<{ n: string }>(
      'select count(distinct xmin::text) as n from cpd.person where school_id = $1',
      [id],
    );
    expect(commits.rows[0]?.n).toBe('1');
    const again = await imports.commit(school.unit.job(id), FILE);
    expect([again.outcome, again.counts.unchanged]).toEqual(['unchanged', PEOPLE]);
  });
});
