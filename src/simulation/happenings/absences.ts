import { behaviour } from '../behaviour.js';
import type { Player } from '../school/player.js';
import type { World } from '../school/world.js';
import type { Happening } from './happening.js';

/** Chance works by half terms of about this many school days. */
const STRETCH_DAYS = 32;

/** Every day some fall ill for weeks; one or two in a hundred stay away into the next year. */
export const fallIll: Happening = async ({ world }) => {
  for (const player of world.cast.staff) {
    if (player.away.some(({ to }) => to === null || to >= world.today)) continue;
    const about = [player.number, world.today] as const;
    const weeks = behaviour.awayForWeeks / STRETCH_DAYS;
    const year = behaviour.awayAcrossTheYear / 190;
    if (world.chance.happens(year, 'away across the year', ...about) && player.posts.length === 0) {
      await goAway(world, player, null);
    } else if (world.chance.happens(weeks / 4, 'away for weeks', ...about)) {
      await goAway(world, player, world.inSchoolDays(world.chance.between(8, 30, 'how long', ...about)));
    }
  }
};

/** Enters the days away; where they are many, the record of the year is paused. */
async function goAway(world: World, player: Player, to: string | null): Promise<void> {
  const enters = officeApart(world, player);
  if (!enters) return;
  await world.attempt(enters, 'absences.add', { params: { id: player.id }, body: { from: world.today, to } });
  await world.meetAgain();
  if (to === null || to > world.inSchoolDays(15)) await pauseAll(world, player);
}

const PAUSABLE = `select i.id, i.chart from engine.instance i
  where i.status = 'active' and i.chart in ('review', 'standards', 'need', 'impact') and i.state not like 'paused%'
    and $1 in (i.snapshot #>> '{context,people,person}', i.snapshot #>> '{context,people,reviewee}')
    and coalesce(jsonb_typeof(i.snapshot #> '{context,people,person}'), 'string') = 'string'
  order by i.chart, i.started_at, i.id`;
const PAUSED = PAUSABLE.replace("not like 'paused%'", "like 'paused%'");
const COLLECTION: Readonly<Record<string, string>> = {
  review: 'reviews',
  standards: 'standards',
  need: 'needs',
  impact: 'evaluations',
};

async function pauseAll(world: World, player: Player): Promise<void> {
  for (const { id, chart } of await world.look<{ id: string; chart: string }>(PAUSABLE, [player.id])) {
    const head = pauses(world, player, chart);
    if (!head) continue;
    await world.attempt(head, `${COLLECTION[chart]}.pause`, { params: { id }, body: { from: world.today } });
  }
}

/** Whoever is back today goes on where they stood; those whose return nobody knew come back after some months. */
export const comeBack: Happening = async ({ world }) => {
  for (const player of world.cast.staff) {
    const last = player.away.at(-1);
    if (!last || last.from === world.today) continue;
    if (last.to === null && !(await endAbsence(world, player, last.from))) continue;
    if (last.to !== null && last.to >= world.today) continue;
    if (last.to !== null && world.inSchoolDays(1, last.to) !== world.today) continue;
    await resumeAll(world, player);
  }
};

/** About a year after a long absence began. */
async function endAbsence(world: World, player: Player, from: string): Promise<boolean> {
  if (world.today < world.inSchoolDays(world.chance.between(120, 190, 'back again', player.number), from))
    return false;
  const enters = officeApart(world, player);
  const [absence] = await world.look<{ id: string }>(
    'select id from cpd.absence where person_id = $1 and to_date is null order by from_date desc limit 1',
    [player.id],
  );
  if (!enters || !absence) return false;
  await world.attempt(enters, 'absences.close', {
    params: { id: absence.id },
    body: { to: world.inSchoolDays(-1) },
  });
  await world.meetAgain();
  return true;
}

async function resumeAll(world: World, player: Player): Promise<void> {
  for (const { id, chart } of await world.look<{ id: string; chart: string }>(PAUSED, [player.id])) {
    const head = pauses(world, player, chart);
    if (!head) continue;
    const body = chart === 'impact' ? { on: world.today } : { to: world.inSchoolDays(-1) };
    await world.attempt(head, `${COLLECTION[chart]}.resume`, { params: { id }, body });
  }
}

/** The line manager; for the head whoever leads CPD. */
const officeApart = (world: World, player: Player): Player | undefined =>
  world.cast.one(player.managerId) ?? world.cast.firstOf(['cpdLeader', 'head'], [player.id]);

/** A self-assessment is nobody's to pause but the reviewer's: the head does not even see it. */
const pauses = (world: World, player: Player, chart: string): Player | undefined =>
  chart === 'standards'
    ? world.cast.one(player.managerId)
    : world.cast.firstOf(['head', 'deputy'], [player.id]);
