import { behaviour } from '../behaviour.js';
import type { Player } from '../school/player.js';
import { evidenceAbout, factors, judgementWhys, reactionsSaid } from '../words/offers.js';
import { peopleOf, step } from './doing.js';
import type { Act, Doings } from './doing.js';

/** How people say, and show, what changed. */
export const impactDoings: Doings = {
  stateBaseline: (act) =>
    step(act, 'evaluations.stateBaseline', {
      ...{ outcome: 'To do it with confidence', forWhom: 'The class', baselineLevel: 'Has not done it yet' },
      evidencePlanned: 'What colleagues see in lessons',
    }),

  async giveReaction(act) {
    const { world, duty, who } = act;
    const about = [duty.words, who.number] as const;
    await answer(act, 'evaluations.giveReaction', {
      worth: Number(world.chance.weighted(behaviour.worthIt, 'worth', ...about)),
      learnt: likert(Number(world.chance.weighted(behaviour.recommends, 'learnt', ...about))),
      support: world.chance.between(2, 5, 'support', ...about),
      said: world.chance.pick(reactionsSaid, 'said', ...about),
      forFacilitator: world.chance.happens(0.5, 'consents', ...about),
    });
    return 'done';
  },

  async describeApplication(act) {
    const { world, duty, who } = act;
    const about = [duty.words, who.number] as const;
    await answer(act, 'evaluations.describeApplication', {
      use: world.chance.weighted({ notYet: 1, sometimes: 4, often: 4, always: 1 }, 'use', ...about),
      said: world.chance.pick(reactionsSaid, 'uses', ...about),
      factors: world.chance.happens(0.4, 'hindered', ...about) ? world.chance.pick(factors, ...about) : '',
    });
    return 'done';
  },

  confirmApplication: (act) => {
    if (!asksManager(act)) return Promise.resolve('done' as const);
    return step(act, 'evaluations.confirmApplication', {
      use: act.world.chance.weighted(
        { notYet: 1, sometimes: 4, often: 4, always: 1 },
        'seen',
        act.duty.words,
      ),
      said: 'Seen in two visits.',
    });
  },

  async giveEvidence(act) {
    const { world, duty, record } = act;
    const isPupils = record.context['benefit'] === 'pupils';
    const about = world.chance.pick(evidenceAbout, duty.words, 'evidence');
    const measured = world.chance.happens(0.5, duty.words, 'measured');
    const measure = isPupils
      ? {
          measure: 'Reading age',
          unit: 'months',
          baseline: 96,
          actual: 96 + world.chance.between(2, 14, duty.words),
          groupSize: 6,
        }
      : { measure: 'Time for the termly return', unit: 'hours', benefit: 'Done in an hour instead of a day' };
    const body = {
      ...{ kind: isPupils ? 'pupilWork' : 'survey', level: isPupils ? 5 : 4, about },
      ...{ fileReference: 'Folder "Evidence" on the shared drive', measure: measured ? measure : null },
    };
    await world.call(writer(act), 'evaluations.giveEvidence', { params: { id: record.id }, body });
    return 'done';
  },

  judgeOutcome: (act) => judge(act, 'evaluations.judge', true),
  moderateJudgement: (act) => judge(act, 'evaluations.moderate', false),
  addResults: (act) =>
    act.world.chance.happens(0.5, act.duty.words, 'results')
      ? judge(act, 'evaluations.addResults', false)
      : step(act, 'evaluations.noResults'),
};

/** A light evaluation and that of a group ask no line manager, though the duty stands there. */
const asksManager = ({ record }: Act): boolean =>
  record.context['mode'] === 'full' && peopleOf(record, 'person').length === 1;

async function judge(act: Act, operation: string, mayBeEarly: boolean): Promise<'done'> {
  const { world, duty } = act;
  const thrown = world.chance.weighted(behaviour.outcomes, duty.words, 'outcome');
  const outcome = thrown === 'tooEarly' && !mayBeEarly ? 'met' : thrown;
  const otherFactors = world.chance.happens(0.4, duty.words, 'factors')
    ? world.chance.pick(factors, duty.words)
    : '';
  return step(act, operation, { outcome, why: judgementWhys[outcome], otherFactors });
}

/** A recommendation from 0 to 10 as one of five. */
const likert = (recommendation: number): number => Math.min(5, Math.max(1, Math.round(recommendation / 2)));

/** Somebody without a computer answers through the line manager. */
async function answer(act: Act, operation: string, body: object): Promise<void> {
  const { world, who, record } = act;
  const by = writer(act);
  const onBehalf = by.id === who.id ? {} : { personId: who.id };
  await world.call(by, operation, { params: { id: record.id }, body: { ...body, ...onBehalf } });
}

function writer({ world, who, record }: Act): Player {
  if (who.online) return who;
  return world.cast.one(peopleOf(record, 'lineManager')[0]) ?? who;
}
