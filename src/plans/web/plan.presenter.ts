import { capital, count, duration, money, paths } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import type { PlanFacts, PlanLine } from './plan.facts.js';

/** Kinds of provision as people call them. */
export const PROVISION_WORDS: Readonly<Record<string, string>> = {
  course: 'Course',
  inHouse: 'In-house session',
  coaching: 'Coaching',
  mentoring: 'Mentoring',
  observation: 'Lesson observation',
  teamTeaching: 'Team teaching',
  learningWalk: 'Learning walk',
  actionResearch: 'Action research',
  network: 'Network meeting',
  workingParty: 'Working party',
  qualification: 'Qualification',
  eLearning: 'E-learning',
  conference: 'Conference',
  inset: 'INSET day',
};

interface LineRow {
  readonly href: string | null;
  readonly title: string;
  readonly about: string;
  readonly fees: string;
  readonly travel: string;
  readonly cover: string;
  readonly time: string;
  readonly cash: string;
  readonly said: readonly string[];
}

export interface PlanModel extends PageModel {
  readonly lede: string;
  readonly none: boolean;
  readonly revision: number;
  readonly pots: readonly {
    readonly name: string;
    readonly amount: string;
    readonly parts: readonly { readonly name: string; readonly value: string }[];
    readonly over: boolean;
    /** Per cent of the pot, for the bar. */
    readonly used: number;
    readonly words: string;
  }[];
  readonly themes: readonly {
    readonly title: string;
    readonly cash: string;
    readonly rows: readonly LineRow[];
  }[];
  readonly total: LineRow | null;
  readonly said: readonly string[];
  /** What can be done now. */
  readonly can: readonly ('add' | 'submit' | 'withdraw' | 'amend' | 'drop')[];
  readonly record: string | null;
}

export function presentPlan(facts: PlanFacts | null, writes: boolean): PlanModel {
  const title = 'Training plan';
  if (facts === null) {
    const lede = 'There is no plan yet. It begins with the year: the administrator opens it.';
    return {
      ...{ title, lede, none: true, revision: 0, pots: [], themes: [], total: null },
      ...{ said: [], can: [], record: null },
    };
  }
  const { plan } = facts;
  const can = writes ? canOf(plan.state, plan.openEditionId !== null, plan.lines.length) : [];
  const groups = new Map<string | null, PlanLine[]>();
  for (const line of plan.lines) groups.set(line.themeId, [...(groups.get(line.themeId) ?? []), line]);
  const saidOf = (lineId: string | null): string[] =>
    plan.comments.filter((one) => one.lineId === lineId).map(({ by, body }) => `${by}: ${body}`);
  const row = (line: PlanLine): LineRow => ({
    href: can.includes('add') ? paths.planLine.to({ line: line.id }) : null,
    title: line.title,
    about: [
      PROVISION_WORDS[line.provision] ?? line.provision,
      line.people > 0 ? count(line.people, 'person', 'people') : '',
      line.needIds.length > 0 ? count(line.needIds.length, 'training need') : '',
    ]
      .filter(Boolean)
      .join(', '),
    ...sums([line]),
    said: saidOf(line.id),
  });
  return {
    title,
    lede: `${facts.year}. ${plan.explain}`,
    none: false,
    revision: plan.revision,
    pots: facts.pots.map((pot) => {
      const used = pot.committedPence + pot.spentPence;
      return {
        name: pot.name,
        amount: money(pot.amountPence),
        parts: [
          { name: 'Planned', value: money(pot.draftPence) },
          { name: 'Committed', value: money(pot.committedPence) },
          { name: 'Spent', value: money(pot.spentPence) },
          { name: 'Left', value: money(pot.leftToSpendPence) },
        ],
        over: pot.overrun,
        used: pot.amountPence === 0 ? 0 : Math.min(100, Math.round((100 * used) / pot.amountPence)),
        words: `${money(used)} of ${money(pot.amountPence)} committed or spent`,
      };
    }),
    themes: [...groups].map(([themeId, lines]) => ({
      title: facts.themes.find(({ id }) => id === themeId)?.title ?? 'Without a theme',
      cash: sums(lines).cash,
      rows: lines.map(row),
    })),
    total:
      plan.lines.length === 0
        ? null
        : {
            ...{ href: null, title: 'Together', said: [], ...sums(plan.lines) },
            about: capital(count(plan.lines.length, 'line')),
          },
    said: saidOf(null),
    can,
    record: paths.record.to({ id: plan.id }),
  };
}

function canOf(state: string, open: boolean, lines: number): PlanModel['can'] {
  if (state.includes('submitted')) return ['withdraw'];
  if (open)
    return [
      'add',
      ...(lines > 0 ? (['submit'] as const) : []),
      ...(state.startsWith('inForce') ? (['drop'] as const) : []),
    ];
  return state.startsWith('inForce') ? ['amend'] : [];
}

const sums = (lines: readonly PlanLine[]) => {
  const sum = (of: (line: PlanLine) => number): number => lines.reduce((all, line) => all + of(line), 0);
  const minutes = sum((line) => line.paidMinutes);
  return {
    fees: money(sum((line) => line.feePence + line.materialsPence)),
    travel: money(sum((line) => line.travelPence)),
    cover: money(sum((line) => line.coverPence)),
    time: minutes === 0 ? 'None' : duration(minutes),
    cash: money(sum((line) => line.cashPence)),
  };
};
