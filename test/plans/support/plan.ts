import { planIdOf } from '../../../src/plans/index.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** Prepares the year that begins in a calendar year, with one pot of £2,000; the training plan begins with it. */
export async function prepareYear(school: TestSchool, startYear = 2026) {
  const { id: cycleId } = await school.call<{ id: string }>('leader', 'cycles.prepare', {
    body: { startYear },
  });
  await school.drain();
  const [pot] = await school.as('leader', (tx) =>
    tx.query<{ id: string }>(
      `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
        values (gen_random_uuid(), $1, $2, 'CPD budget', 200000, $3) returning id`,
      [school.id, cycleId, `${startYear}-${String(startYear + 1).slice(2)}`],
    ),
  );
  return { cycleId, planId: planIdOf(cycleId), potId: pot?.id ?? '' };
}

export const line = (more: Record<string, unknown> = {}) => ({
  title: 'Coaching',
  provision: 'coaching',
  ...more,
});

interface Cost {
  readonly items: number;
  readonly cashPence: number;
}

export interface PlanView {
  readonly state: string;
  readonly version: number;
  readonly openEditionId: string | null;
  readonly lines: { id: string; title: string; needIds: string[] }[];
  readonly cost: Cost;
  readonly inForce: Cost;
  readonly editions: { version: number | null; note: string; dropped: boolean }[];
  readonly comments: unknown[];
}

export const planOf = (school: TestSchool, person: PersonName, id: string): Promise<PlanView> =>
  school.call<PlanView>(person, 'plans.one', { params: { id } });
