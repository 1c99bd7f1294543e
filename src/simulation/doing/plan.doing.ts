import { financialYearOf } from '../../platform/calendar/index.js';
import { ideaOf, priorityOf, statutory } from '../words/needs.js';
import type { Theme } from '../words/needs.js';
import { offers } from '../words/offers.js';
import { potsOf, priorityId, themeId } from '../school/setting.js';
import { step, valueOf } from './doing.js';
import type { Act, Doings } from './doing.js';

interface PlanView {
  readonly version: number;
  readonly lines: readonly { readonly id: string; readonly needIds: readonly string[] }[];
  readonly comments: readonly object[];
}

/** How the training plan is written, approved and amended. */
export const planDoings: Doings = {
  async submitPlan(act) {
    const plan = await planOf(act);
    if (plan.lines.length === 0) for (const line of await coreLines(act)) await addLine(act, line);
    if (plan.comments.length > 0 && plan.lines.length === CORE) await addLine(act, await inductionLine(act));
    return step(act, 'plans.submit');
  },

  /** The head returns the first plan once, and approves what comes then. */
  async decidePlan(act) {
    const plan = await planOf(act);
    const isFirst = plan.comments.length === 0;
    if (isFirst && act.world.chance.happens(0.5, act.duty.words, 'returned')) {
      const body = 'Where is the time for those who begin their induction? Please add it and send it again.';
      return step(act, 'plans.return', { comments: [{ body }] });
    }
    return step(act, 'plans.approve');
  },

  noteForGovernors: (act) =>
    step(act, 'plans.note', { on: act.world.today, minute: 'Themes and totals were noted.' }),

  async amendInAutumn(act) {
    const { world } = act;
    if (world.today < `${world.today.slice(0, 4)}-11-16` && world.today.slice(5) > '07-31') return 'later';
    return step(act, 'plans.amend', { note: 'Needs from the reviews' });
  },

  async submitAmendment(act) {
    const added = await addSortedNeeds(act);
    const plan = await planOf(act);
    if (added === 0 && plan.lines.length === 0) return step(act, 'plans.dropAmendment');
    return step(act, 'plans.submitAmendment');
  },

  decideAmendment: (act) => step(act, 'plans.approve'),
};

/** How many lines a core plan has. */
const CORE = 3;

interface Line {
  readonly theme: Theme;
  readonly title: string;
  readonly provision: string;
  readonly people: number;
  readonly feePence: number;
  readonly travelPence?: number;
  readonly coverPence?: number;
  readonly paidMinutes?: number;
  readonly needIds?: readonly string[];
}

const planOf = ({ world, who, record }: Act): Promise<PlanView> =>
  world.call(who, 'plans.one', { params: { id: record.id } }) as Promise<never>;

async function coreLines({ world }: Act): Promise<readonly Line[]> {
  const people = world.cast.staff.length;
  return [
    {
      theme: 'safety',
      title: statutory.title,
      provision: 'inset',
      people,
      feePence: 0,
      paidMinutes: people * 120,
    },
    {
      theme: 'safety',
      title: 'First aid: certificates that run out',
      provision: 'course',
      people: 6,
      feePence: 48_000,
    },
    { theme: 'reading', title: 'Phonics: beginning together', provision: 'inset', people, feePence: 30_000 },
  ];
}

const inductionLine = ({ world }: Act): Promise<Line> =>
  Promise.resolve({
    ...{ theme: 'leading', title: 'Mentors of early-career teachers', provision: 'mentoring' },
    ...{
      people: world.cast.staff.filter(({ earlyCareer }) => earlyCareer).length,
      feePence: 0,
      paidMinutes: 2400,
    },
  });

async function addLine({ world, who, record }: Act, line: Line): Promise<void> {
  const { theme, ...rest } = line;
  const cost = line.feePence + (line.travelPence ?? 0) + (line.coverPence ?? 0);
  const pots = cost > 0 ? await potsOf(world, financialYearOf(world.today, 'april').name) : [];
  const body = {
    ...rest,
    themeId: await themeId(world, theme),
    priorityId: await priorityId(world, valueOf(record, 'cycleId'), priorityOf[theme]),
    potId: (pots.find(({ name }) => name === 'Training') ?? pots[0])?.id ?? null,
  };
  await world.call(who, 'plans.addLine', { params: { id: record.id }, body });
}

/** One line for every kind of need that was sorted and is not planned yet. Returns how many lines. */
async function addSortedNeeds(act: Act): Promise<number> {
  const { world, who, record } = act;
  const plan = await planOf(act);
  const planned = new Set(plan.lines.flatMap(({ needIds }) => needIds));
  const cycleId = valueOf(record, 'cycleId') ?? undefined;
  const { needs } = await world.call<{ needs: readonly { id: string; title: string }[] }>(who, 'needs.list', {
    query: { place: 'triaged', cycleId, limit: 200 },
  });
  const byTitle = new Map<string, string[]>();
  for (const { id, title } of needs) {
    if (!planned.has(id)) byTitle.set(title, [...(byTitle.get(title) ?? []), id]);
  }
  for (const [title, needIds] of [...byTitle].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const theme = ideaOf(title)?.theme ?? 'safety';
    const offer = offers[theme];
    await addLine(act, {
      ...{
        theme,
        title: `${title}: ${offer.form}`,
        provision: offer.provision,
        people: needIds.length,
        needIds,
      },
      feePence: offer.feePence * needIds.length,
      travelPence: offer.travelPence * needIds.length,
      coverPence: offer.release && offer.external ? 9_000 * needIds.length : 0,
      paidMinutes: needIds.length * offer.sessions * 75,
    });
  }
  return byTitle.size;
}
