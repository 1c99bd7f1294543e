import { idFrom } from '../../platform/ids.js';
import { behaviour } from '../behaviour.js';
import { needIdeas } from '../words/needs.js';
import type { NeedIdea } from '../words/needs.js';
import * as words from '../words/reviews.js';
import type { Player } from '../school/player.js';
import { peopleOf, step, valueOf } from './doing.js';
import type { Act, Doings } from './doing.js';

/** How reviewees and reviewers go about a review. */
export const reviewDoings: Doings = {
  async prepare(act) {
    const { world, who, duty, record } = act;
    if (!who.online) return 'done';
    const text = world.chance.pick(words.preparations, duty.words, 'preparation');
    await write(act, 'preparation', { text });
    await write(act, 'proposedObjectives', { objectives: objectivesFor(act, who, 1) });
    for (const need of wishesOf(act, who)) await addNeed(act, need);
    await world.call(who, 'reviews.sharePreparation', { params: { id: record.id }, body: {} });
    return 'done';
  },

  bookMeeting: (act) => step(act, 'reviews.bookMeeting', { on: act.world.inSchoolDays(meetingIn(act)) }),

  async holdMeeting(act) {
    const { world, duty, record } = act;
    const on = valueOf(record, 'meetingOn') ?? world.today;
    if (on > world.today) return 'later';
    if (world.chance.happens(0.1, duty.words, 'contributors')) await askContributor(act);
    return step(act, 'reviews.holdMeeting', { heldOn: on });
  },

  async writeStatement(act) {
    const { world, who, duty, record } = act;
    const reviewee = revieweeOf(act);
    if (record.context['changesAsked'] !== true) {
      await write(act, 'objectives', { objectives: objectivesFor(act, reviewee, 2) });
      await write(act, 'summary', { text: world.chance.pick(words.summaries, duty.words, 'summary') });
      await write(act, 'support', { text: world.chance.pick(words.supports, duty.words, 'support') });
      if (!reviewee.online) for (const need of wishesOf(act, reviewee)) await addNeed(act, need, true);
      else await wantWhatTheyWant(act);
    }
    await world.call(who, 'reviews.share', { params: { id: record.id }, body: {} });
    return 'done';
  },

  'agree.reviewee': async (act) => {
    const { world, duty } = act;
    const throwOf = (about: string, probability: number): boolean =>
      world.chance.happens(probability, duty.words, about);
    if (throwOf('never agrees', behaviour.neverAgrees)) {
      if (throwOf('disputes', 0.5) && world.once('disputes', duty.words)) return dispute(act);
      return 'done';
    }
    if (throwOf('changes', behaviour.asksForChanges) && world.once('changes', duty.words)) {
      await wantAllNeeds(act);
      return step(act, 'reviews.askChanges', { comment: world.chance.pick(words.changesWanted, duty.words) });
    }
    await wantAllNeeds(act);
    return step(act, 'reviews.agree', { comment: world.chance.pick(words.comments, duty.words, 'comment') });
  },

  'agree.reviewer': async (act) => {
    const { world, duty, record } = act;
    const reviewee = revieweeOf(act);
    if (record.context['changesAsked'] === true && world.once('rewrites', duty.words)) {
      await step(act, 'reviews.withdraw');
      return step(act, 'reviews.share');
    }
    const agreed = record.context['agreedBy'] as
      { reviewer: string | null; reviewee: string | null } | undefined;
    if (!reviewee.online && record.context['offline'] === true && !agreed?.reviewee)
      await step(act, 'reviews.confirmOnPaper', {
        comment: world.chance.pick(words.comments, duty.words, 'paper'),
      });
    if (record.context['timeIsUp'] === true && !agreed?.reviewee && reviewee.online)
      return step(act, 'reviews.issue');
    return step(act, 'reviews.agree');
  },

  async contribute(act) {
    return step(act, 'reviews.contribute', {
      text: act.world.chance.pick(words.contributions, act.duty.words),
    });
  },

  async holdMidYear(act) {
    const { world, duty } = act;
    if (world.chance.happens(behaviour.observed, duty.words, 'observed')) {
      const minutes = world.chance.pick([30, 45, 60], duty.words, 'minutes');
      const focus = world.chance.pick(words.observations, duty.words, 'focus');
      await step(act, 'reviews.observe', { observedOn: world.today, minutes, focus });
    }
    await write(act, 'midYear', { text: world.chance.pick(words.midYears, duty.words, 'mid-year') });
    if (world.chance.happens(behaviour.raisesMore, duty.words, 'more')) {
      const idea = world.chance.pick(ideasFor(revieweeOf(act)), duty.words, 'more idea');
      await step(act, 'reviews.raiseNeed', { title: idea.title, outcome: idea.outcome, ...standardsNone });
    }
    return step(act, 'reviews.holdMidYear', { heldOn: world.today });
  },

  async judge(act) {
    const { world, who, duty, record } = act;
    const { content } = await world.call<{ content: { objectives: readonly { id: string }[] } }>(
      who,
      'reviews.read',
      {
        params: { id: record.id },
      },
    );
    const judgements = content.objectives.map(({ id }, index) => {
      const outcome = world.chance.weighted({ met: 6, partly: 3, notMet: 1 }, duty.words, 'judged', index);
      return {
        objectiveId: id,
        outcome,
        why: world.chance.pick(words.judgementReasons[outcome], duty.words, index),
      };
    });
    await write(act, 'judgement', {
      judgements,
      overall: world.chance.pick(words.midYears, duty.words, 'overall'),
    });
    return step(act, 'reviews.judge');
  },

  'agree.issue': (act) => step(act, 'reviews.issue'),
  'sign.issue': (act) => step(act, 'reviews.issue'),

  'sign.reviewee': async (act) => {
    const { world, duty, who, record } = act;
    if (world.chance.happens(0.3, duty.words, 'aim')) {
      const body = {
        years: 3,
        body: world.chance.pick(words.aims, duty.words, 'which aim'),
        ...standardsNone,
      };
      await world.attempt(who, 'reviews.addAim', { params: { id: record.id }, body });
    }
    return step(act, 'reviews.sign', { comment: world.chance.pick(words.comments, duty.words, 'signs') });
  },

  'sign.reviewer': async (act) => {
    const agreed = act.record.context['agreedBy'] as
      { reviewer: string | null; reviewee: string | null } | undefined;
    if (!revieweeOf(act).online && !agreed?.reviewee) await step(act, 'reviews.confirmOnPaper', {});
    return step(act, 'reviews.sign');
  },

  async settleNeeds({ world, who, duty, record }) {
    const contested = (record.context['contested'] as readonly string[] | undefined) ?? [];
    for (const [index, itemId] of contested.entries()) {
      const pass = world.chance.happens(0.6, duty.words, 'settled', index);
      await world.call(who, 'reviews.settleNeed', { params: { id: record.id, itemId }, body: { pass } });
    }
    return 'done';
  },

  decide: (act) => {
    const redraft =
      act.record.context['needsPassed'] !== true && act.world.chance.happens(0.4, act.duty.words, 'redraft');
    const [stands, again] = words.decisions;
    return step(
      act,
      'reviews.decide',
      redraft ? { outcome: 'redraft', comment: again } : { outcome: 'stands', comment: stands },
    );
  },
};

const standardsNone = { framework: null, standards: [] } as const;

function revieweeOf({ world, record, who }: Act): Player {
  return world.cast.one(peopleOf(record, 'reviewee')[0]) ?? who;
}

const meetingIn = ({ world, duty }: Act): number => world.chance.between(2, 10, duty.words, 'meeting in');

async function write({ world, who, record }: Act, part: string, body: object): Promise<void> {
  const input = (version: number) => ({ params: { id: record.id, part }, body: { version, body } });
  const { versions } = await world.call<{ versions: readonly { version: number }[] }>(
    who,
    'reviews.versions',
    {
      params: { id: record.id, part },
    },
  );
  await world.call(who, 'reviews.write', input(versions[0]?.version ?? 0));
}

function objectivesFor({ world, record, duty }: Act, reviewee: Player, most: number): object[] {
  const ideas = words.objectiveIdeas.filter(
    ({ groups }) => groups.length === 0 || groups.includes(reviewee.group),
  );
  return world.chance
    .shuffled(ideas, duty.words, 'objectives')
    .slice(0, most)
    .map(({ title, criteria }, index) => ({
      ...{ id: idFrom('objective', record.id, index), title, successCriteria: criteria, ...standardsNone },
    }));
}

const ideasFor = (player: Player): readonly NeedIdea[] =>
  needIdeas.filter(({ groups }) => groups.length === 0 || groups.includes(player.group));

/** What somebody wants to learn this year. */
function wishesOf({ world, duty }: Act, player: Player): NeedIdea[] {
  const wanted = Number(world.chance.weighted(behaviour.wishes, duty.words, 'wishes', player.number));
  return world.chance.shuffled(ideasFor(player), duty.words, 'which wishes', player.number).slice(0, wanted);
}

async function addNeed({ world, who, record }: Act, need: NeedIdea, forReviewee = false): Promise<void> {
  const body = {
    title: need.title,
    outcome: need.outcome,
    ...standardsNone,
    ...(forReviewee ? { forReviewee } : {}),
  };
  await world.call(who, 'reviews.addNeed', { params: { id: record.id }, body });
}

interface AnnexLine {
  readonly id: string;
  readonly title: string;
  readonly wantedByReviewee: boolean;
  readonly wantedByReviewer: boolean;
}

const annexOf = async ({ world, who, record }: Act): Promise<readonly AnnexLine[]> =>
  (await world.call<{ needs: readonly AnnexLine[] }>(who, 'reviews.annex', { params: { id: record.id } }))
    .needs;

/** The reviewer wants most of what the reviewee wants; what only one wants is contested when the review is issued. */
async function wantWhatTheyWant(act: Act): Promise<void> {
  const { world, who, record, duty } = act;
  for (const { id, title, wantedByReviewer } of await annexOf(act)) {
    if (wantedByReviewer || world.chance.happens(behaviour.contests, duty.words, 'contested', title))
      continue;
    const input = { params: { id: record.id, itemId: id }, body: { wanted: true } };
    await world.attempt(who, 'reviews.wantNeed', input);
  }
}

async function wantAllNeeds(act: Act): Promise<void> {
  const { world, who, record } = act;
  for (const { id, wantedByReviewee } of await annexOf(act)) {
    if (wantedByReviewee) continue;
    await world.attempt(who, 'reviews.wantNeed', {
      params: { id: record.id, itemId: id },
      body: { wanted: true },
    });
  }
}

async function askContributor(act: Act): Promise<void> {
  const { world, record } = act;
  const parties = [...peopleOf(record, 'reviewee'), ...peopleOf(record, 'reviewer')];
  const others = world.cast.staff.filter(({ id, online }) => online && !parties.includes(id));
  if (others.length === 0) return;
  await step(act, 'reviews.askContributors', {
    contributors: [world.chance.pick(others, act.duty.words, 'asked').id],
  });
}

async function dispute(act: Act): Promise<'done'> {
  const comment = act.world.chance.pick(words.disagreements, act.duty.words);
  return step(act, 'reviews.dispute', { comment });
}
