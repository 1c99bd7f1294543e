import { financialYearOf } from '../../platform/calendar/index.js';
import { QUALITY_PARTS } from '../../../workflows/activity/activity.types.js';
import { ideaOf, priorityOf } from '../words/needs.js';
import type { Theme } from '../words/needs.js';
import { offers, qualityAnswers } from '../words/offers.js';
import type { Offer } from '../words/offers.js';
import type { Player } from './player.js';
import { potsOf, priorityId } from './setting.js';
import type { World } from './world.js';

export interface Wanted {
  readonly title: string;
  readonly outcome: string;
  readonly cycleId: string;
  readonly personId: string;
}

/** School days from planning something to its first session. */
const AHEAD = [16, 34] as const;

const THERE = `select a.id from cpd.activity a join engine.instance i on i.id = a.id
  where a.title = $1 and i.status = 'active' and i.state like 'provided%' and i.state not like '%shut%'
    and i.state not like '%.held%' and i.state not like '%.cancelled%' and i.state not like '%.postponed%'
    and i.snapshot #>> '{context,startsOn}' > $2 and (i.snapshot #>> '{context,bookingClosesOn}') > $2
    and (i.snapshot #>> '{context,waiting}')::int < 3 and (i.snapshot #>> '{context,people,facilitator}') is distinct from $3
  order by i.started_at, a.id limit 1`;

/** Something that is open for a need; made by the CPD leader where there is nothing. Null: nobody can arrange it today. */
export async function offerFor(world: World, wanted: Wanted): Promise<string | null> {
  const theme = ideaOf(wanted.title)?.theme ?? 'safety';
  const offer = offers[theme];
  const title = `${wanted.title}: ${offer.form}`;
  const [there] = await world.look<{ id: string }>(THERE, [title, world.inSchoolDays(6), wanted.personId]);
  if (there) return there.id;
  const leader = world.cast.firstOf(['cpdLeader', 'head', 'deputy']);
  if (!leader || (await isTooLate(world, wanted.cycleId))) return null;
  const id = await draft(world, leader, { ...wanted, title }, theme, offer);
  await checkQuality(world, leader, id, title);
  await world.call(leader, 'activities.publish', { params: { id } });
  return id;
}

/** After the middle of June nothing new is begun in a year. */
async function isTooLate(world: World, cycleId: string): Promise<boolean> {
  const [cycle] = await world.look<{ ends: string }>(
    'select ends_on::text as ends from cpd.cycle where id = $1',
    [cycleId],
  );
  return cycle !== undefined && world.today >= `${cycle.ends.slice(0, 4)}-06-01`;
}

async function draft(
  world: World,
  leader: Player,
  wanted: Wanted,
  theme: Theme,
  offer: Offer,
): Promise<string> {
  const { title, outcome, cycleId, personId } = wanted;
  const first = world.inSchoolDays(world.chance.between(...AHEAD, 'first session', title, world.today));
  const sessions = Array.from({ length: offer.sessions }, (_, index) => ({
    ...{ on: world.inSchoolDays(index * 5, first), startsAt: offer.startsAt, endsAt: offer.endsAt },
    ...{ room: offer.external ? '' : 'Library', release: offer.release },
  }));
  const pots = await potsOf(world, financialYearOf(first, 'april').name);
  const potId = (pots.find(({ name }) => name === 'Training') ?? pots[0])?.id ?? null;
  const { id } = await world.call<{ id: string }>(leader, 'activities.create', {
    body: {
      ...{
        kind: offer.kind,
        title,
        external: offer.external,
        capacity: offer.capacity,
        minimum: offer.minimum,
      },
      ...{ outcome, baseline: ideaOf(wanted.title)?.baseline ?? '', sessions, cycleId },
      priorityId: await priorityId(world, cycleId, priorityOf[theme]),
      facilitatorId: offer.external ? null : facilitatorFor(world, title, personId),
      cost: {
        ...{
          feePence: offer.feePence,
          travelPence: offer.travelPence,
          potId: offer.feePence > 0 ? potId : null,
        },
        charges: offer.external
          ? [
              { daysBefore: 14, percent: 25 },
              { daysBefore: 5, percent: 100 },
            ]
          : [],
      },
    },
  });
  return id;
}

/** A colleague who teaches or leads; never the one whose need it is. */
export function facilitatorFor(world: World, title: string, personId: string | null): string | null {
  const able = world.cast.staff.filter(
    ({ id, group, online, earlyCareer }) =>
      online &&
      !earlyCareer &&
      id !== personId &&
      ['leadership', 'teacher', 'hlta', 'business'].includes(group),
  );
  return able.length > 0 ? world.chance.pick(able, 'facilitator', title).id : null;
}

/** Judges a draft against the five parts of the DfE Standard. */
export async function checkQuality(world: World, leader: Player, id: string, about: string): Promise<void> {
  for (const part of QUALITY_PARTS) {
    const mark = world.chance.weighted({ yes: 6, partly: 3, no: 1 }, 'quality', part, about);
    await world.call(leader, 'activities.recordQuality', {
      params: { id },
      body: { part, mark, answer: qualityAnswers[part] },
    });
  }
}
