import type { INestApplicationContext } from '@nestjs/common';
import type { Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import type { Delivering } from '../../engine/index.js';
import { Posts, Schools, StaffImports, Tokens } from '../../people/index.js';
import { prepareCalendar, schoolCalendar } from '../../platform/calendar/index.js';
import type { SchoolCalendar } from '../../platform/calendar/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import { Chance } from '../chance.js';
import type { Player } from './player.js';
import { StaffFileRefused } from './staff-file.js';
import type { StaffList } from './staff-file.js';
import { World } from './world.js';

export interface FoundingOptions {
  readonly app: INestApplicationContext;
  readonly operations: readonly Operation[];
  readonly staff: StaffList;
  readonly seed: number;
  readonly today: string;
  readonly name: string;
  readonly urn: string;
  /** How consequences are delivered; without it by the engine itself. */
  readonly delivery?: Delivering | undefined;
}

/** Real time: tokens end by the clock on the wall, whatever time the simulated school lives at. */
const inAWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString();

/** Founds the school with its staff file, and gives the posts that no staff file names. */
export async function foundSchool(options: FoundingOptions): Promise<World> {
  const { app, operations, staff, seed, today, name, urn, delivery } = options;
  const unit = app.get(UnitOfWork, { strict: false });
  const tokens = app.get(Tokens, { strict: false });
  const schoolId = idFrom('simulated school', urn, seed);
  await app.get(Schools, { strict: false }).found({ id: schoolId, name, urn, phase: 'Primary' });
  const system = unit.job(schoolId);
  const taken = await app.get(StaffImports, { strict: false }).commit(system, staff.toBuffer());
  if (taken.outcome === 'refused') throw new StaffFileRefused('The staff file was refused by the import.');
  const tokenFor = async (person: string): Promise<string> =>
    (await tokens.create(system, person, 'simulation', inAWeek())).token;
  const { relay } = app.get(Engine, { strict: false });
  const settle = async (): Promise<void> => void (await (delivery ? delivery.outbox() : relay.drain()));
  const parts = { unit, schoolId, operations, chance: new Chance(seed), tokenFor, settle };
  // The calendar is read by an operation, which needs a world to be called in: everybody sees it, so one lesson is enough.
  const early = new World({ ...parts, calendar: prepareCalendar(schoolCalendar({ terms: [] })) });
  await early.beginDay(today);
  await givePosts(app, early, today);
  await early.beginDay(today);
  await early.call(theHead(early), 'mail.goLive', { body: { live: true } });
  const calendar = await early.call<SchoolCalendar>(theHead(early), 'school.calendar');
  const world = new World({ ...parts, calendar: prepareCalendar(schoolCalendar(calendar)) });
  await world.beginDay(today);
  return world;
}

/** @throws StaffFileRefused where the file names no head */
export function theHead(world: World): Player {
  const head = world.cast.firstOf(['head', 'deputy', 'cpdLeader']);
  if (!head) throw new StaffFileRefused('The staff file names nobody with the role of head or CPD leader.');
  return head;
}

/** Posts that a school gives by hand: who keeps the records, who helps the CPD leader, who stands in for the head. */
async function givePosts(app: INestApplicationContext, world: World, today: string): Promise<void> {
  const posts = app.get(Posts, { strict: false });
  const give = async (post: 'administrator' | 'cpdTeam' | 'deputy' | 'finance' | 'cover', who?: Player) => {
    if (!who || world.cast.holding(post).length > 0) return;
    const given = { personId: who.id, post, from: today, to: null, insteadOf: null };
    await posts.give(world.system, given);
  };
  const inPost = world.cast.staff;
  const [clerk, second] = inPost
    .filter(({ group }) => group === 'administration' || group === 'business')
    .reverse();
  const fallback = inPost.find(({ group }) => group === 'leadership') ?? inPost[0];
  const deputy = inPost.find(
    ({ group, posts: held }) =>
      group === 'leadership' && !held.includes('head') && !held.includes('cpdLeader'),
  );
  await give('administrator', clerk ?? fallback);
  await give('cpdTeam', second ?? clerk ?? fallback);
  await give('deputy', deputy);
  await give('finance', second ?? fallback);
  await give('cover', clerk ?? fallback);
}
