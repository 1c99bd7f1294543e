import type { INestApplicationContext } from '@nestjs/common';
import { Tokens } from '../people/index.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { schoolsServed } from './installation.js';

/** As whom a visitor may look around the demo school. */
export const DEMO_PARTS = { reviewer: 'Reviewer', cpdLeader: 'CPD leader', head: 'Head' } as const;
export type DemoPart = keyof typeof DEMO_PARTS;

/** A demo school that was made: ids of the school and of the people as whom one may look around. */
export interface DemoSchool {
  readonly schoolId: string;
  readonly people: Readonly<Record<DemoPart, string>>;
}

/** Fills an empty database with a demo school. `onProgress` hears how much is done, from 0 to 1. */
export type SeedDemo = (options: {
  readonly app: INestApplicationContext;
  readonly onProgress: (done: number) => void;
}) => Promise<DemoSchool>;

/** Under this token the application's module provides and exports its `SeedDemo`. */
export const SEED_DEMO = Symbol('seed demo');

/** A token to look around with. */
export interface DemoToken {
  readonly part: DemoPart;
  readonly title: string;
  readonly name: string;
  readonly token: string;
}

const PARTS = Object.keys(DEMO_PARTS) as DemoPart[];
const labelOf = (part: DemoPart): string => `demo: ${part}`;
/** Real time: a token ends by the clock on the wall, whatever time the demo school lives at. */
const demoEnd = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString();

/** Issues the first tokens of a demo school; their labels are what later starts know it by. */
export async function markAsDemo(
  app: INestApplicationContext,
  { schoolId, people }: DemoSchool,
): Promise<void> {
  const [tokens, unit] = [app.get(Tokens, { strict: false }), app.get(UnitOfWork, { strict: false })];
  for (const part of PARTS) await tokens.create(unit.job(schoolId), people[part], labelOf(part), demoEnd());
}

/** New tokens for the people of the demo school, if there is one; those of the last start end. */
export async function reissueDemoTokens(app: INestApplicationContext): Promise<DemoToken[]> {
  const [tokens, unit] = [app.get(Tokens, { strict: false }), app.get(UnitOfWork, { strict: false })];
  const made: DemoToken[] = [];
  for (const { id: school } of await schoolsServed(unit)) {
    for (const [part, person] of await endOldTokens(unit, school)) {
      const { token } = await tokens.create(unit.job(school), person.id, labelOf(part), demoEnd());
      made.push({ part, title: DEMO_PARTS[part], name: person.name, token });
    }
  }
  return made;
}

async function endOldTokens(
  unit: UnitOfWork,
  school: string,
): Promise<Map<DemoPart, { id: string; name: string }>> {
  const rows = await unit.run(unit.job(school), (tx) =>
    tx.query<{ label: string; person_id: string; name: string; ended: boolean }>(
      `select distinct on (t.label) t.label, t.person_id, p.forename || ' ' || p.surname as name,
          (select bool_and(auth.revoke_token(o.id)) from auth.tokens() o where o.label = t.label and o.revoked_at is null) as ended
        from auth.tokens() t join cpd.person p on p.id = t.person_id
        where t.label = any ($1) and (p.leaves_on is null or p.leaves_on >= (engine.now() at time zone 'Europe/London')::date)
        order by t.label, t.created_at desc`,
      [PARTS.map(labelOf)],
    ),
  );
  return new Map(
    PARTS.flatMap((part) => {
      const row = rows.find(({ label }) => label === labelOf(part));
      return row ? [[part, { id: row.person_id, name: row.name }] as const] : [];
    }),
  );
}
