import { StaffNewsService } from '../../../src/people/index.js';
import { openSchool } from '../../support/school.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** A school whose year 2026 to 2027 was set up by its CPD leader; opened on 2 September unless it starts later. */
export interface SchoolYear extends TestSchool {
  readonly cycleId: string;
  /** The newest review of somebody, as they find it themselves. */
  reviewOf(name: PersonName): Promise<string>;
  /** A step of a review by somebody. */
  step(name: PersonName, event: string, id: string, body?: object): Promise<{ state: string }>;
  /** Where a record stands, from behind the scenes. */
  stateOf(id: string): Promise<string>;
  /** What somebody is asked to do: names of their tasks on a record. */
  tasksOf(name: PersonName, id: string): Promise<string[]>;
  /** What a worker does a few times a day: tells what has come true among the staff. */
  news(): Promise<number>;
}

export async function openYear(
  options: { before?: (school: TestSchool) => Promise<unknown>; at?: string } = {},
): Promise<SchoolYear> {
  const school = await openSchool(options.at === undefined ? {} : { at: options.at });
  await options.before?.(school);
  const body = { startYear: 2026 };
  const { id: cycleId } = await school.call<{ id: string }>('leader', 'cycles.prepare', { body });
  // A year whose first day is past opens when somebody says so: its reviews may be brought along.
  if (options.at !== undefined) await school.drain();
  await school.call('leader', 'cycles.finishSetup', { params: { id: cycleId } });
  if (options.at === undefined) await school.advance('2026-09-02T08:00');
  await school.drain();
  return { ...school, cycleId, ...looks(school) };
}

function looks(school: TestSchool): Omit<SchoolYear, keyof TestSchool | 'cycleId'> {
  const rows = async <R>(sql: string, values: unknown[]): Promise<R[]> =>
    (await school.look.query(sql, values)).rows as R[];
  return {
    reviewOf: async (name) => {
      const { reviews } = await school.call<{ reviews: { id: string }[] }>(name, 'reviews.mine');
      return reviews[0]?.id ?? 'none';
    },
    step: (name, event, id, body = {}) => school.call(name, `reviews.${event}`, { params: { id }, body }),
    stateOf: async (id) =>
      (await rows<{ state: string }>('select state from engine.instance where id = $1', [id]))[0]?.state ??
      'none',
    tasksOf: async (name, id) =>
      (
        await rows<{ name: string }>(
          `select name from engine.task where instance_id = $1 and $2 = any (assignees) order by name`,
          [id, `person:${school.person(name)}`],
        )
      ).map((task) => task.name),
    news: () => school.app.get(StaffNewsService, { strict: false }).tell(school.id),
  };
}
