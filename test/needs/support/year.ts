import { idFrom } from '../../../src/platform/ids.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** The year that tests live in, with one priority; by raw SQL, because how years are opened is another feature's. */
export async function plantYear(
  school: TestSchool,
  startsOn = 2026,
  cycleId = idFrom('test', school.id, 'cycle', startsOn),
) {
  const priorityId = idFrom('test', school.id, 'priority', startsOn);
  await school.look.query(
    `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values ($1, $2, $3, $4, $5)`,
    [cycleId, school.id, `${startsOn}/${startsOn + 1}`, `${startsOn}-09-01`, `${startsOn + 1}-08-31`],
  );
  await school.look.query(
    `insert into cpd.priority (id, school_id, cycle_id, code, title) values ($1, $2, $3, 'R1', 'Reading')`,
    [priorityId, school.id, cycleId],
  );
  return { cycleId, priorityId };
}

/** An adviser from the local authority: known here, on nobody's staff list. Takes the place of the second governor. */
export async function makeAdviser(school: TestSchool, person: PersonName = 'governor2'): Promise<string> {
  await school.look.query(`update cpd.post set post = 'adviser' where person_id = $1 and post = 'governor'`, [
    school.person(person),
  ]);
  return school.person(person);
}

export async function makeTheme(school: TestSchool, title = 'Early reading'): Promise<string> {
  return (await school.call<{ id: string }>('leader', 'themes.make', { body: { title } })).id;
}

export interface Line {
  readonly id: string;
  readonly personId: string;
  readonly place: string;
  readonly state: string;
  readonly title: string;
  readonly origin: string;
  readonly rank: number | null;
  readonly groupId: string | null;
  readonly themeId: string | null;
  readonly cycleId: string;
  readonly wantedBy: string | null;
  readonly revision: number;
}

export interface Story extends Line {
  readonly labels: string[];
  readonly explain: string;
  readonly reasons: { kind: string; body: string; until: string | null; by: string }[];
  readonly referrals: { question: string; answer: string | null }[];
}

export const ask = async (
  school: TestSchool,
  person: PersonName,
  title = 'Guided reading',
  more: Record<string, unknown> = {},
): Promise<string> =>
  (await school.call<{ id: string }>(person, 'needs.request', { body: { title, ...more } })).id;

export const storyOf = (school: TestSchool, person: PersonName, id: string): Promise<Story> =>
  school.call<Story>(person, 'needs.one', { params: { id } });

export const listOf = async (
  school: TestSchool,
  person: PersonName,
  query: Record<string, unknown> = {},
): Promise<Line[]> =>
  (await school.call<{ needs: Line[] }>(person, 'needs.list', { query: { limit: '200', ...query } })).needs;
