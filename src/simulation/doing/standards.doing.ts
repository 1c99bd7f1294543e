import { behaviour } from '../behaviour.js';
import { needIdeas } from '../words/needs.js';
import { evidenceTitles, ratingNotes, secondViews } from '../words/standards.js';
import { step } from './doing.js';
import type { Act, Doings } from './doing.js';

interface MatrixRow {
  readonly standard: string;
  readonly title: string;
  readonly gap: boolean;
  readonly rating: { readonly id: string; readonly rating: number; readonly version: number } | null;
}

/** How staff members and reviewers go about a standards self-assessment. */
export const standardsDoings: Doings = {
  async assess(act) {
    const { world, who, duty, record } = act;
    const rows = await matrixOf(act);
    const chosen = world.chance.shuffled(rows, duty.words, 'standards').slice(0, 4);
    for (const { standard, rating } of chosen) {
      const value = Number(world.chance.weighted({ 1: 1, 2: 4, 3: 5, 4: 2 }, duty.words, standard));
      const note = ratingNotes[(5 - value) % 4] ?? '';
      await world.call(who, 'standards.rate', {
        params: { id: record.id, standard },
        body: { version: rating?.version ?? 0, rating: value, note },
      });
    }
    if (world.chance.happens(0.4, duty.words, 'evidence')) {
      await step(act, 'standards.evidence', {
        ...{
          kind: 'observation',
          title: world.chance.pick(evidenceTitles, duty.words),
          onDate: world.today,
          note: 'In the folder of my class',
        },
        standards: chosen.slice(0, 1).map(({ standard }) => standard),
      });
    }
    if (world.chance.happens(0.5, duty.words, 'consents'))
      await step(act, 'standards.consent', { given: true });
    return step(act, 'standards.submit');
  },

  async confirm(act) {
    const { world, who, duty, record } = act;
    if (!world.chance.happens(behaviour.differs, duty.words, 'differs'))
      return step(act, 'standards.confirm');
    const rated = (await matrixOf(act)).filter(({ rating }) => rating !== null);
    const subject = rated[0]?.rating;
    if (!subject) return step(act, 'standards.confirm');
    const rating = subject.rating >= 3 ? 2 : 3;
    const reason = secondViews[rating === 3 ? 0 : 1];
    await world.call(who, 'standards.secondView', {
      params: { id: record.id, ratingId: subject.id },
      body: { rating, reason },
    });
    return step(act, 'standards.differ');
  },

  answerDifference: (act) =>
    step(
      act,
      act.world.chance.happens(0.7, act.duty.words, 'accepts') ? 'standards.accept' : 'standards.keepOwnView',
    ),

  async chooseGaps(act) {
    const { world, who, duty, record } = act;
    const open = (record.context['openGaps'] as readonly string[] | undefined) ?? [];
    const gaps = (await matrixOf(act)).filter(({ rating }) => rating !== null && open.includes(rating.id));
    const chosen = gaps.slice(0, world.chance.between(0, Math.min(2, gaps.length), duty.words, 'gaps'));
    const ideas = needIdeas.filter(({ groups }) => groups.length === 0 || groups.includes(who.group));
    return step(act, 'standards.choose', {
      gaps: chosen.map(({ rating, standard }) => {
        const idea = world.chance.pick(ideas, duty.words, 'gap', standard);
        return { gapId: rating?.id ?? '', title: idea.title, outcome: idea.outcome };
      }),
    });
  },

  async decideGap(act) {
    const [gapId] = (act.record.context['proposedGaps'] as readonly string[] | undefined) ?? [];
    if (!gapId) return 'later';
    const closes = act.world.chance.happens(0.85, act.duty.words, 'closes');
    await step(act, closes ? 'standards.closeGap' : 'standards.keepGapOpen', { gapId });
    return 'later';
  },
};

async function matrixOf({ world, who, record }: Act): Promise<readonly MatrixRow[]> {
  const read = await world.call<{ matrix: readonly MatrixRow[] }>(who, 'standards.read', {
    params: { id: record.id },
  });
  return read.matrix;
}
