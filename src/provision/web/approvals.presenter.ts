import { z } from 'zod';
import { capital, count, money, paths, plainDate, presentForm, shortDate } from '../../web/index.js';
import type { FieldErrors, Fields, FormModel, FormSpec, PageModel } from '../../web/index.js';
import { localDate } from '../../platform/calendar/index.js';

export const waiting = z.object({
  id: z.string(),
  title: z.string(),
  person: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  costPence: z.number(),
  duty: z.string(),
  event: z.string(),
  since: z.string(),
  dueAt: z.string().nullable(),
  step: z.number().nullable(),
  outcome: z.string(),
});
export const waitingList = z.object({ waiting: z.array(waiting) });
export type Waiting = z.output<typeof waiting>;

/** What is asked, in words. */
const DUTIES: Readonly<Record<string, string>> = {
  approveBooking: 'A place',
  decideClash: 'Clashes with something else',
  offerRecompense: 'Outside working days: pay or time in lieu',
  agreeFunding: 'Money from your pot',
  rerouteFunding: 'Needs money from elsewhere',
};

export interface ApprovalRow {
  /** Booking and step: what is approved is what was seen. Null where it is no approval. */
  readonly tick: string | null;
  readonly href: string;
  readonly title: string;
  readonly person: string;
  readonly asks: string;
  readonly outcome: string;
  readonly when: string;
  readonly cost: string;
  readonly due: string;
  readonly late: boolean;
}

export interface ApprovalsModel extends PageModel {
  readonly lede: string;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly rows: readonly ApprovalRow[];
  readonly anyToApprove: boolean;
}

export interface ConfirmModel extends PageModel {
  readonly person: string;
  readonly year: string;
  readonly rows: readonly ApprovalRow[];
  readonly cost: string;
  readonly button: string;
}

export function presentApprovals(
  list: readonly Waiting[],
  today: string,
  errors: ApprovalsModel['errors'] = [],
): ApprovalsModel {
  const cost = list.reduce((sum, { costPence }) => sum + costPence, 0);
  return {
    title: 'Approvals',
    lede:
      list.length === 0
        ? 'Nothing waits for your decision.'
        : `${capital(count(list.length, 'request'))} ${list.length === 1 ? 'waits' : 'wait'} for you, ${money(cost)} in all. The most urgent first.`,
    errors,
    rows: list.map((one) => approvalRow(one, today)),
    anyToApprove: list.some(({ duty }) => duty === 'approveBooking'),
  };
}

export function presentConfirm(list: readonly Waiting[], today: string, year: string): ConfirmModel {
  const people = new Set(list.map(({ person }) => person));
  const cost = list.reduce((sum, { costPence }) => sum + costPence, 0);
  return {
    title: `Approve ${count(list.length, 'request')}`,
    back: { href: paths.approvals.pattern, text: 'Approvals' },
    person: people.size === 1 ? (list[0]?.person ?? '') : capital(count(people.size, 'person', 'people')),
    year,
    rows: list.map((one) => approvalRow(one, today)),
    cost: money(cost),
    button: `Approve ${count(list.length, 'request')}`,
  };
}

function approvalRow(one: Waiting, today: string): ApprovalRow {
  const due = one.dueAt === null ? null : localDate(one.dueAt);
  const late = due !== null && due < today;
  return {
    tick: one.duty === 'approveBooking' && one.step !== null ? `${one.id}:${one.step}` : null,
    href: paths.approval.to({ id: one.id }),
    title: one.title,
    person: one.person,
    asks: DUTIES[one.duty] ?? 'A decision',
    outcome: one.outcome,
    when:
      one.startsOn === one.endsOn
        ? shortDate(one.startsOn, today)
        : `${shortDate(one.startsOn, today)} to ${shortDate(one.endsOn, today)}`,
    cost: one.costPence === 0 ? 'No cost' : money(one.costPence),
    due: due === null ? `since ${plainDate(localDate(one.since), today)}` : `by ${shortDate(due, today)}`,
    late,
  };
}

export const booking = z.object({
  id: z.string(),
  title: z.string(),
  person: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  costPence: z.number(),
  revision: z.number(),
  labels: z.array(z.string()),
  purpose: z
    .object({ outcome: z.string(), baseline: z.string(), evidence: z.string(), reason: z.string() })
    .nullable(),
  steps: z.array(z.object({ role: z.string(), decided: z.string().nullable() })),
  sessions: z.array(
    z.object({ id: z.string(), on: z.string(), startsAt: z.string(), endsAt: z.string(), room: z.string() }),
  ),
});

export const REASON_SPEC: FormSpec = {
  reason: {
    label: 'What you say to them',
    hint: 'Needed to send it back or to decline. They read it word for word.',
    noun: 'a reason',
    most: 2000,
  },
};

export interface ApprovalModel extends PageModel {
  readonly person: string;
  readonly year: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Null: this is not for them to decide, or not now. */
  readonly step: number | null;
  readonly revision: number;
  readonly standing: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly record: string;
}

export function presentApproval(
  one: z.output<typeof booking>,
  asked: Waiting | undefined,
  today: string,
  year: string,
  state: { readonly sent?: Fields; readonly errors?: FieldErrors } = {},
): ApprovalModel {
  const form = presentForm(REASON_SPEC, state);
  const approvedBy = one.steps.filter(({ decided }) => decided !== null).length;
  const facts: readonly (readonly [string, string])[] = [
    ['What will be different', one.purpose?.outcome ?? ''],
    ['Where it starts from', one.purpose?.baseline ?? ''],
    ['What will show it', one.purpose?.evidence ?? ''],
    ['Why', one.purpose?.reason ?? ''],
    [
      'When',
      one.sessions
        .map(({ on, startsAt, endsAt }) => `${shortDate(on, today)}, ${startsAt} to ${endsAt}`)
        .join('; '),
    ],
    ['Cost, with everything', one.costPence === 0 ? 'No cost' : money(one.costPence)],
    ['Decisions', `${approvedBy === 0 ? 'None' : approvedBy} of ${one.steps.length} made yet`],
  ];
  return {
    title: one.title,
    back: { href: paths.approvals.pattern, text: 'Approvals' },
    person: one.person,
    year,
    facts: facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }])),
    step: asked?.duty === 'approveBooking' ? asked.step : null,
    revision: one.revision,
    standing: one.labels.at(-1) ?? '',
    form,
    errors: form.errors,
    record: paths.record.to({ id: one.id }),
  };
}
