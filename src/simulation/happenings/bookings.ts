import { behaviour } from '../behaviour.js';
import type { Player } from '../school/player.js';
import type { World } from '../school/world.js';
import type { Happening } from './happening.js';

const SOON = `select i.id, a.title, a.external, p.external_id as person, p.id as "personId",
    i.snapshot #>> '{context,startsOn}' as "startsOn"
  from engine.instance i join cpd.booking b on b.id = i.id join cpd.activity a on a.id = b.activity_id
  join cpd.person p on p.id = b.person_id
  where i.status = 'active' and i.state like '%seated%' and not b.whole_school
    and i.snapshot #>> '{context,startsOn}' = $1
  order by a.title, p.external_id, i.id`;

/** A week before the day some withdraw, so that others move up from the waiting list. */
export const withdraw: Happening = async ({ world }) => {
  const day = world.inSchoolDays(7);
  const rows = await world.look<{ id: string; title: string; personId: string; person: string }>(SOON, [day]);
  for (const { id, title, person, personId } of rows) {
    if (!world.chance.happens(behaviour.withdraws, 'withdraws', title, person, day)) continue;
    const who = speaksFor(world, personId);
    if (who) await world.attempt(who, 'bookings.withdraw', { params: { id } });
  }
};

const PROVIDED = `select i.id, a.title from engine.instance i join cpd.activity a on a.id = i.id
  where i.status = 'active' and i.state like '%going%' and i.state not like '%running%' and a.kind <> 'inset'
    and i.snapshot #>> '{context,startsOn}' = $1 and ($2 or a.external) order by a.title, i.started_at, i.id`;

/** Five school days before the first session: a provider calls off, or moves to dates that are still to be found. */
export const providerChanges: Happening = async ({ world }) => {
  const leader = world.cast.firstOf(['cpdLeader', 'head', 'deputy']);
  const day = world.inSchoolDays(5);
  if (!leader) return;
  for (const { id, title } of await world.look<{ id: string; title: string }>(PROVIDED, [day, true])) {
    const params = { id };
    if (world.chance.happens(behaviour.providerCancels, 'cancels', title, day)) {
      await world.attempt(leader, 'activities.cancel', { params, body: { cause: 'provider' } });
    } else if (world.chance.happens(behaviour.providerPostpones, 'postpones', title, day)) {
      await world.attempt(leader, 'activities.postpone', { params, body: { sessions: [] } });
    }
  }
};

/** One snow day in February: the school is shut, and clocks that count school days move. */
export const snow: Happening = async ({ world }) => {
  const clerk = world.cast.firstOf(['administrator', 'head']);
  const date = world.inSchoolDays(1);
  if (clerk) await world.attempt(clerk, 'school.setClosure', { params: { date }, body: { closed: true } });
};

function speaksFor(world: World, personId: string): Player | undefined {
  const person = world.cast.one(personId);
  return person?.online ? person : world.cast.one(person?.managerId);
}
