import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportView } from '../../src/reports/index.js';
import { plantRecords, startReport } from '../reports/support/year.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { cpd, documentOf } from './cpd.js';

/** `cpd report`, as the person runs it who has the school's server. */
describe('the report on the command line', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());
  const report = (...args: string[]) => cpd(school.database, 'report', ...args);

  it('says that there is none while no year has come to its end', async () => {
    const { exit, err } = await report();
    expect(exit).toBe(1);
    expect(err).toContain('There is no such report.');
  });

  it('prints the figures as they stand, as text or as one document, for leaders or for governors', async () => {
    await plantRecords(school);
    await startReport(school);
    expect((await report()).err).toContain('have not been computed yet');
    await school.advance('2027-06-02T12:00');
    expect((await report()).out).toContain('Brook Lane Primary');
    const [whole, governors] = [await report('--json'), await report('--json', '--governors')];
    const figure = (outcome: typeof whole, name: string) =>
      documentOf<{ report: ReportView }>(outcome)
        .report.sections.flatMap((s) => s.figures)
        .find((f) => f.name === name);
    expect(figure(whole, 'needsDeclined')).toMatchObject({ value: 1 });
    expect(figure(governors, 'needsDeclined')).toMatchObject({ value: null });
  });
});
