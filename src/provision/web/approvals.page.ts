import { z } from 'zod';
import { Refused } from '../../api/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { answerForm, capital, count, get, goTo, paths, post, show, view } from '../../web/index.js';
import type { FieldErrors, Flash, Reply, Visit } from '../../web/index.js';
import {
  booking,
  presentApproval,
  presentApprovals,
  presentConfirm,
  REASON_SPEC,
  waitingList,
} from './approvals.presenter.js';
import type { ApprovalModel, ApprovalsModel, ConfirmModel, Waiting } from './approvals.presenter.js';
import { yearNow } from './year-now.js';

const approvalsView = view<ApprovalsModel>('provision/web/approvals.njk');
const confirmView = view<ConfirmModel>('provision/web/approvals-confirm.njk');
const approvalView = view<ApprovalModel>('provision/web/approval.njk');
const results = z.object({
  results: z.array(z.object({ ok: z.boolean(), detail: z.string().nullable() })),
});

/** Everything that waits for this person's decision. */
export const approvalsPage = get(paths.approvals, async (visit) => {
  const { list, today } = await readQueue(visit);
  return show(approvalsView, presentApprovals(list, today));
});

/** What was ticked, once more, with the sum: approving is not taken back. */
export const confirmPage = post(paths.approvals, async (visit) => {
  const { list, today } = await readQueue(visit);
  const chosen = chosenOf(list, visit.fields.all('booking'));
  if (chosen.length === 0) {
    const errors = [{ text: 'Tick one or more requests first', href: '#main-content' }];
    return show(approvalsView, presentApprovals(list, today, errors));
  }
  return show(confirmView, presentConfirm(chosen, today, (await yearNow(visit))?.title ?? ''));
});

export const approvedPage = post(paths.approvalsDone, async (visit) => {
  const bookings = visit.fields.all('booking').map((tick) => {
    const [id = '', step = ''] = tick.split(':');
    return { id, step: Number(step || Number.NaN) };
  });
  if (bookings.length === 0) return goTo(paths.approvals.pattern);
  const told = results.parse(await visit.tell('bookings.approveMany', { body: { bookings } }));
  return goTo(paths.approvals.pattern, approvedWords(told.results));
});

/** One request: what it is for, what it costs, and the decision. */
export const approvalPage = get(paths.approval, (visit) => shownOne(visit));

export const decisionPage = post(paths.approval, async (visit) => {
  const { params, fields } = visit;
  const way = fields.text('_do');
  const step = Number(fields.text('_step') || Number.NaN);
  const operation = { approve: 'bookings.approve', return: 'bookings.return', decline: 'bookings.decline' }[
    way
  ];
  if (operation === undefined) throw new Refused(404, 'not-found', 'There is no page at this address.');
  const body = way === 'approve' ? { step } : { step, reason: fields.text('reason') };
  return answerForm(visit, {
    spec: REASON_SPEC,
    send: () => visit.tell(operation, { params, body }),
    next: paths.approvals.pattern,
    flash: { title: { approve: 'Approved.', return: 'Sent back with your words.' }[way] ?? 'Declined.' },
    again: (errors) => shownOne(visit, errors),
  });
});

async function shownOne(visit: Visit<'id'>, errors?: FieldErrors): Promise<Reply> {
  const [one, { list, today }, year] = await Promise.all([
    visit.ask('bookings.read', booking, { params: visit.params }),
    readQueue(visit),
    yearNow(visit),
  ]);
  const asked = list.find(({ id, duty }) => id === one.id && duty === 'approveBooking');
  const state = errors ? { sent: visit.fields, errors } : {};
  return show(approvalView, presentApproval(one, asked, today, year?.title ?? '', state));
}

async function readQueue(visit: Visit<string>): Promise<{ list: Waiting[]; today: string }> {
  const [at, { waiting }] = await Promise.all([
    visit.now(),
    visit.ask('bookings.queue', waitingList, { query: { limit: 100 } }),
  ]);
  return { list: waiting, today: localDate(at) };
}

function chosenOf(list: readonly Waiting[], ticks: readonly string[]): Waiting[] {
  return list.filter(
    ({ id, step, duty }) => duty === 'approveBooking' && ticks.includes(`${id}:${step ?? ''}`),
  );
}

function approvedWords(list: readonly { readonly ok: boolean; readonly detail: string | null }[]): Flash {
  const done = list.filter(({ ok }) => ok).length;
  const refused = list.filter(({ ok }) => !ok);
  const title = `Approved: ${count(done, 'request')}.`;
  if (refused.length === 0) return { title };
  const why = (refused[0]?.detail ?? '').slice(0, 300);
  return { title, text: `${capital(count(refused.length, 'was', 'were'))} not approved: ${why}` };
}
