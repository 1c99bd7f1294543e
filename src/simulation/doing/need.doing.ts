import { behaviour } from '../behaviour.js';
import { ideaOf, priorityOf } from '../words/needs.js';
import { offerFor } from '../school/offers.js';
import { themeId, priorityId } from '../school/setting.js';
import { step, valueOf } from './doing.js';
import type { Act, Doings } from './doing.js';

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

  /** The person asks for a place; for somebody without a computer the line manager does. */
  async book(act) {
    const { world, who, record } = act;
    const need = await needOf(act);
    const [activityId] = (record.context['activityIds'] as readonly string[] | undefined) ?? [];
    if (!activityId) return 'later';
    const idea = ideaOf(need.title);
    const asks = who.online ? who : (world.cast.one(who.managerId) ?? who);
    await world.call(asks, 'bookings.request', {
      body: {
        ...{ activityId, needId: record.id, personId: asks.id === who.id ? null : who.id },
        ...{ outcome: need.outcome || 'To do it with confidence', baseline: idea?.baseline ?? 'A beginner' },
        ...{ evidence: 'What colleagues see in lessons, and pupils’ work', reason: '' },
      },
    });
    return 'done';
  },

  answer: (act) =>
    step(act, 'needs.answer', {
      answer: 'Ask your neighbours; we know of nothing this year.',
      activityId: null,
    }),
};

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
