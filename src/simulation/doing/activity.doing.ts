import { behaviour } from '../behaviour.js';
import { checkQuality, facilitatorFor } from '../school/offers.js';
import type { Player } from '../school/player.js';
import { step } from './doing.js';
import type { Act, Doings, Outcome } from './doing.js';

interface Sheet {
  readonly sessions: readonly SessionNow[];
  readonly people: readonly { readonly bookingId: string; readonly name: string }[];
}
interface SessionNow {
  readonly id: string;
  readonly on: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: string;
  readonly release: boolean;
}

const takeRegister = async (act: Act): Promise<'done' | 'later'> => {
  const { world, who, record } = act;
  const sheet = await sheetOf(act, who);
  const session = sheet.sessions.find(({ state, on }) => state === 'planned' && on <= world.today);
  if (!session) return 'later';
  if (sheet.people.length === 0) return callOff(act);
  const entries = sheet.people.map(({ bookingId, name }) => {
    const mark = world.chance.weighted(MARKS, act.duty.words, session.on, name);
    const minutes = mark === 'absent' ? 0 : Math.round(lengthOf(session) * (mark === 'part' ? 0.5 : 1));
    return { bookingId, mark, minutes };
  });
  const body = { sessionId: session.id, entries };
  await promise(act);
  await world.call(who, 'activities.recordAttendance', { params: { id: record.id }, body });
  return 'later';
};

const MARKS = {
  absent: behaviour.noShow,
  part: behaviour.partly,
  present: 1 - behaviour.noShow - behaviour.partly,
} as const;

/** How courses and coaching are prepared, run and registered. */
export const activityDoings: Doings = {
  async checkQuality(act) {
    await checkQuality(act.world, act.who, act.record.id, act.duty.words);
    return step(act, 'activities.publish');
  },

  async decideActivity(act) {
    const way = act.world.chance.weighted({ confirm: 7, cancel: 2, postpone: 1 }, act.duty.words, 'decided');
    if (way === 'confirm') return step(act, 'activities.confirm');
    if (way === 'cancel') return step(act, 'activities.cancel', { cause: 'numbers' });
    return step(act, 'activities.postpone', { sessions: [] });
  },
  sayWhetherItRan: (act) => step(act, 'activities.confirm'),

  async findNewDates(act) {
    const { world, duty } = act;
    if (act.record.context['taken'] === 0) return callOff(act);
    const sheet = await sheetOf(act, act.who);
    const first = world.inSchoolDays(world.chance.between(8, 20, duty.words, 'new date'));
    const open = sheet.sessions.filter(({ state }) => state !== 'held');
    const sessions = (open.length > 0 ? open : [DAY]).map(({ startsAt, endsAt, release }, index) => ({
      ...{ on: world.inSchoolDays(index * 5, first), startsAt, endsAt, release },
    }));
    return step(act, 'activities.setDates', { sessions });
  },

  recordAttendance: takeRegister,
  findAttendance: takeRegister,
  finishActivity: (act) => step(act, 'activities.finish'),

  async reachMilestone(act) {
    const milestones = act.record.context['milestones'] as readonly {
      id: string;
      state: string;
      dueOn: string;
    }[];
    const next = milestones.find(({ state }) => state === 'ahead');
    if (!next || next.dueOn > act.world.today) return 'later';
    return step(act, 'activities.reachMilestone', { milestoneId: next.id });
  },

  followUp: doFollowUp,
  chaseFollowUp: doFollowUp,

  findFacilitator: async (act) => {
    const { world, duty } = act;
    const personId = facilitatorFor(world, duty.words, null);
    return personId ? step(act, 'activities.changeFacilitator', { personId }) : 'later';
  },
};

async function doFollowUp(act: Act): Promise<Outcome> {
  const owed = act.record.context['followUps'] as readonly { id: string; done: boolean }[];
  const next = owed.find(({ done }) => !done);
  return next ? step(act, 'activities.doFollowUp', { followUpId: next.id }) : 'done';
}

/** Now and then somebody promises something for afterwards. */
async function promise({ world, who, duty, record }: Act): Promise<void> {
  if (!world.chance.happens(0.2, duty.words, 'promise') || !world.once('promise', duty.words)) return;
  const on = world.inSchoolDays(world.chance.between(8, 25, duty.words, 'promised for'));
  const body = {
    who: record.context['external'] === true ? 'provider' : 'facilitator',
    task: 'Send the materials',
    on,
  };
  await world.attempt(who, 'activities.addFollowUp', { params: { id: record.id }, body });
}

/** Nobody is on it: the CPD leader cancels it. */
async function callOff({ world, record }: Act): Promise<'done'> {
  const leader = world.cast.firstOf(['cpdLeader', 'head', 'deputy']);
  const input = { params: { id: record.id }, body: { cause: 'numbers' } };
  if (leader) await world.call(leader, 'activities.cancel', input);
  return 'done';
}

const DAY = { startsAt: '09:15', endsAt: '15:30', release: true } as const;

async function sheetOf({ world, record }: Act, who: Player): Promise<Sheet> {
  return world.call(who, 'activities.sheet', { params: { id: record.id } }) as Promise<never>;
}

const lengthOf = ({ startsAt, endsAt }: SessionNow): number => minutesOf(endsAt) - minutesOf(startsAt);
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
