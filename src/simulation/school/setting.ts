import { themes } from '../words/needs.js';
import type { Theme } from '../words/needs.js';
import type { World } from './world.js';

/** The id of a theme of the training plan. @throws TypeError where the CPD leader has not made it */
export async function themeId(world: World, theme: Theme): Promise<string> {
  const [row] = await world.look<{ id: string }>(
    'select id from cpd.theme where title = $1 and withdrawn_at is null',
    [themes[theme].title],
  );
  if (!row) throw new TypeError(`There is no theme "${themes[theme].title}".`);
  return row.id;
}

/** The id of a priority of a year; null for none. */
export async function priorityId(
  world: World,
  cycleId: string | null,
  code: string | null,
): Promise<string | null> {
  if (code === null || cycleId === null) return null;
  const [row] = await world.look<{ id: string }>(
    'select id from cpd.priority where cycle_id = $1 and code = $2 and withdrawn_on is null',
    [cycleId, code],
  );
  return row?.id ?? null;
}

export interface PotNow {
  readonly id: string;
  readonly name: string;
  readonly financialYear: string;
  /** Pence that are neither promised nor paid. */
  readonly leftPence: number;
}

/** Pots of a financial year, the fullest first, as whoever keeps them sees them. */
export async function potsOf(world: World, financialYear: string): Promise<PotNow[]> {
  const keeper = world.cast.firstOf(['finance', 'cpdLeader', 'head']);
  if (!keeper) return [];
  const { pots } = await world.call<{
    pots: { potId: string; name: string; financialYear: string; leftPence: number }[];
  }>(keeper, 'money.pots');
  return pots
    .filter((pot) => pot.financialYear === financialYear)
    .map(({ potId, ...pot }) => ({ id: potId, ...pot }))
    .sort((one, other) => other.leftPence - one.leftPence || (one.name < other.name ? -1 : 1));
}
