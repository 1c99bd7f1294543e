import { behaviour } from '../behaviour.js';
import { ideaOf, priorityOf } from '../words/needs.js';
import { offerFor } from '../school/offers.js';
import { themeId, priorityId } from '../school/setting.js';
import { step, valueOf } from './doing.js';
import type { Act, Doings, Outcome } from './doing.js';

/** How needs are sorted, matched and asked for. */
export const needDoings: Doings = {
  async triage(act) {
    const { world, duty } = act;
    const need = await needOf(act);
    const thrown = world.chance.weighted(behaviour.sorting, duty.words, 'sorted');
    if (thrown === 'defer' && need.carried === 0) {
      const until = world.inSchoolDays(world.chance.between(20, 50, duty.words, 'until'));
      return step(act, 'needs.defer', {
        until,
        reason: 'Not before the spring: the course that fits comes then.',
      });
    }
    if (thrown === 'decline') {
      const reason =
        'There is no way to provide this this year. A colleague is glad to show you what they do.';
      return step(act, 'needs.decline', { reason });
    }
    const theme = ideaOf(need.title)?.theme ?? 'safety';
    const level = need.origin === 'statutory' ? 'school' : 'individual';
    return step(act, 'needs.triage', {
      ...{
        level,
        themeId: await themeId(world, theme),
        rank: world.chance.between(1, 40, duty.words, 'rank'),
      },
      priorityId: await priorityId(world, valueOf(act.record, 'cycleId'), priorityOf[theme]),
    });
  },

  async moderateNeed(act) {
    if (act.world.chance.happens(0.6, act.duty.words, 'upheld')) return step(act, 'needs.uphold');
    return step(act, 'needs.setAside', { reason: 'I heard both. It can wait for the next review.' });
  },

  async match(act) {
    const { world } = act;
    const need = await needOf(act);
    const activityId = await offerFor(world, { ...need, cycleId: valueOf(act.record, 'cycleId') ?? '' });
    if (activityId === null) return 'later';
    return step(act, 'needs.match', { activityId });
  },

  book: askForPlace,

  answer: (act) =>
    step(act, 'needs.answer', {
      answer: 'Ask your neighbours; we know of nothing this year.',
      activityId: null,
    }),
};

const BOOKED = `select b.id, i.state, p.need_id = $2 as "forThis" from cpd.booking b join engine.instance i on i.id = b.id
  left join cpd.booking_purpose p on p.booking_id = b.id
  where b.person_id = $1 and (b.activity_id = any ($3) or p.need_id = $2) and i.state !~ '^(ended|filed)' limit 1`;
/** So often somebody asks for a place for the same need. */
const REQUESTS = 3;

/** The person asks for a place; for somebody without a computer the line manager does. */
async function askForPlace(act: Act): Promise<Outcome> {
  const { world, who, record, duty } = act;
  const activities = (record.context['activityIds'] as readonly string[] | undefined) ?? [];
  const [activityId] = activities;
  if (!activityId) return 'later';
  const [booked] = await world.look<{ forThis: boolean }>(BOOKED, [who.id, record.id, activities]);
  if (booked?.forThis) return 'later';
  if (booked) return step(act, 'needs.withdraw', { reason: 'A place for the same is booked already.' });
  if (await isShut(act, activityId)) return lookElsewhere(act, activityId);
  if (!Array.from({ length: REQUESTS }, (_, n) => n).some((n) => world.once('asks', duty.words, String(n))))
    return 'done';
  const need = await needOf(act);
  const asks = who.online ? who : (world.cast.one(who.managerId) ?? who);
  await world.call(asks, 'bookings.request', {
    body: {
      ...{ activityId, needId: record.id, personId: asks.id === who.id ? null : who.id },
      ...{
        outcome: need.outcome || 'To do it with confidence',
        baseline: ideaOf(need.title)?.baseline ?? 'A beginner',
      },
      ...{ evidence: 'What colleagues see in lessons, and pupils’ work', reason: '' },
    },
  });
  return 'later';
}

async function isShut({ world }: Act, activityId: string): Promise<boolean> {
  const [row] = await world.look<{ shut: boolean }>(
    `select status <> 'active' or state like '%places.shut%' as shut from engine.instance where id = $1`,
    [activityId],
  );
  return row?.shut ?? true;
}

/** Told that it is too late for this one, the CPD leader looks for something else. */
async function lookElsewhere({ world, record }: Act, activityId: string): Promise<Outcome> {
  const leader = world.cast.firstOf(['cpdLeader', 'head']);
  if (leader)
    await world.attempt(leader, 'needs.unmatch', { params: { id: record.id }, body: { activityId } });
  return 'done';
}

interface Need {
  readonly title: string;
  readonly outcome: string;
  readonly origin: string;
  readonly carried: number;
  readonly personId: string;
}

async function needOf({ world, who, record }: Act): Promise<Need> {
  return world.call<never>(who, 'needs.one', { params: { id: record.id } }) as Promise<Need>;
}
