import { AnnexReceivers, openReviews } from '../../../src/reviews/index.js';
import type { AgreedNeed, ReviewedPerson, ReviewYear } from '../../../src/reviews/index.js';
import { idFrom } from '../../../src/platform/ids.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** Reviews of some people, by their line managers; the head's by both governors. Returns review ids by name. */
export async function startReviews(
  school: TestSchool,
  names: readonly PersonName[],
  options: { cycle?: string; reviewers?: Partial<Record<PersonName, PersonName>>; limit?: number } = {},
): Promise<Record<string, string>> {
  const usual = { ...LINE_MANAGERS, ...options.reviewers };
  const year: ReviewYear = {
    schoolId: school.id,
    cycleId: idFrom('test-cycle', options.cycle ?? '2026'),
    posts: {
      cpdLeader: school.person('leader'),
      head: school.person('head'),
      deputy: school.person('deputy'),
      governor: school.person('governor'),
    },
    observationLimit: options.limit ?? null,
  };
  const people: ReviewedPerson[] = names.map((name) => ({
    id: school.person(name),
    reviewer:
      name === 'head'
        ? [school.person('governor'), school.person('governor2')]
        : school.person(usual[name] ?? 'head'),
    offline: name === 'cook',
    agreeBy: name === 'head' ? '2026-12-31' : '2026-10-31',
    midYearBy: '2027-03-12',
    closingFrom: '2027-07-01',
    closeBy: '2027-10-31',
  }));
  const starts = await school.unit.run(school.system, (tx) => openReviews(tx, year, people));
  await school.engine.startMany(school.system, 'review', starts);
  return Object.fromEntries(names.map((name, n) => [name, starts[n]?.id ?? '']));
}

const LINE_MANAGERS: Partial<Record<PersonName, PersonName>> = {
  deputy: 'head',
  leader: 'head',
  reviewer: 'leader',
  teacher: 'reviewer',
  colleague: 'deputy',
  ta: 'reviewer',
  ta2: 'reviewer',
  cook: 'business',
};

/** Takes over what annexes pass, and remembers it. */
export function collectNeeds(school: TestSchool): AgreedNeed[] {
  const passed: AgreedNeed[] = [];
  school.app.get(AnnexReceivers, { strict: false }).register({
    raiseNeeds: (_context, needs) => {
      passed.push(...needs);
      return Promise.resolve();
    },
  });
  return passed;
}

export const OBJECTIVE = '11111111-1111-4111-8111-111111111111';

/** Writes a statement with one objective and one need of the reviewer's, and shares it. */
export async function writeAndShare(
  school: TestSchool,
  id: string,
  reviewer: PersonName,
  marks: { objective?: string; summary?: string; need?: string } = {},
): Promise<void> {
  const write = (part: string, body: object) =>
    school.call(reviewer, 'reviews.write', { params: { id, part }, body: { version: 0, body } });
  await write('objectives', {
    objectives: [
      {
        id: OBJECTIVE,
        title: marks.objective ?? 'Lead guided reading',
        successCriteria: 'Six sessions held',
        framework: 'TA2016',
        standards: ['1'],
      },
    ],
  });
  await write('summary', { text: marks.summary ?? 'A good start.' });
  await school.call(reviewer, 'reviews.addNeed', {
    params: { id },
    body: { title: marks.need ?? 'Guided reading', outcome: 'Leads a group alone' },
  });
  await school.call(reviewer, 'reviews.share', { params: { id } });
}

/** From the first day to a shared statement, a week later. */
export async function untilShared(
  school: TestSchool,
  id: string,
  reviewer: PersonName,
  marks: Parameters<typeof writeAndShare>[3] = {},
): Promise<void> {
  await school.call(reviewer, 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-09-01' } });
  await writeAndShare(school, id, reviewer, marks);
}

/** Every table, of any schema, in which a text can be found. */
export async function tablesThatHold(school: TestSchool, mark: string): Promise<string[]> {
  const { rows: tables } = await school.look.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await school.look.query(`select 1 from ${name} t where t::text like $1 limit 1`, [
      `%${mark}%`,
    ]);
    if (rowCount) found.push(name);
  }
  return found;
}
