import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { planChart } from '../../workflows/plan/plan.chart.js';
import type { PlanContext, PlanInput } from '../../workflows/plan/plan.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Given = Omit<PlanInput, 'at' | 'by'>;
const posts = { cpdLeader: 'chris', head: 'hana', deputy: 'dev', governor: 'gwen' };
const given: Given = {
  schoolId: 'school',
  cycleId: 'year',
  planId: 'p1',
  posts,
  coreDueOn: '2026-07-15',
  opensOn: '2026-09-01',
  amendBy: '2026-11-30',
  amendmentLimitPence: 100_000,
};
const ev = (type: string, more: Record<string, unknown> = {}): EventObject => ({ type, ...more });
const chris = { by: 'chris', at: '2026-07-10T09:00:00.000Z' };
const hana = { by: 'hana', at: '2026-07-13T09:00:00.000Z' };
const november = { by: 'chris', at: '2026-11-20T09:00:00.000Z' };
const submit = ev('SUBMIT', { totalPence: 500_000, items: 12 });

const draft = (more: Partial<Given> = {}) =>
  begin(planChart, { ...given, ...more }, { at: '2026-07-01T09:00:00.000Z' });
const submitted = (more: Partial<Given> = {}) => draft(more).send(submit, chris);
const approved = (more: Partial<Given> = {}) => submitted(more).send(ev('APPROVE'), hana);
const inForce = (more: Partial<Given> = {}) => approved(more).due('forceOpens');
const amending = (more: Partial<Given> = {}) =>
  inForce(more).send(ev('AMEND', { amendmentId: 'am1' }), november);
const amend = (pence: number) => ev('SUBMIT_AMENDMENT', { pence });

describe('the plan chart', () => {
  it('says what every state, event, clock, command and refusal means', () => expectFullyDescribed(planChart));

  it('can be walked through every state, every transition and both answers of every guard', () => {
    const by = (who: string, events: EventObject[]) => events.map((event) => ({ ...event, by: who }));
    const events = [
      ...by('chris', [
        submit,
        ev('SUBMIT', { totalPence: 5, items: 0 }),
        ev('WITHDRAW'),
        ev('APPROVE'),
        ev('RETURN'),
      ]),
      ...by('hana', [ev('APPROVE'), ev('RETURN')]),
      ...by('chris', [
        ev('AMEND', { amendmentId: 'am1' }),
        amend(1_000),
        amend(900_000),
        ev('DROP_AMENDMENT'),
      ]),
      ...by('chris', [
        ev('SUBMIT_AMENDMENT', { pence: 1_000, at: '2026-10-10T09:00:00.000Z' }),
        amend(-9_000_000),
      ]),
      ev('NOTE', { on: '2026-10-01' }),
      ev('POST_CHANGED', { post: 'governor', to: 'gil' }),
      ev('POST_CHANGED', { post: 'caretaker', to: 'x' }),
      ev('CLOSE'),
    ];
    const walk = walkChart(planChart, {
      events,
      inputs: [given, { ...given, posts: { ...posts, deputy: null, governor: null } }],
      serialize: (snapshot) => {
        const { addedPence, amendment, autumnDone, people } = snapshot.context as PlanContext;
        const flags = [addedPence > 99_000, amendment?.id, autumnDone, people.governor];
        return JSON.stringify([snapshot.value, flags]);
      },
      limit: 5_000,
    });
    expectFullCoverage(planChart, walk);
    expectEverybodyCanAct(planChart, walk);
  });
});

describe('the core plan', () => {
  it('is chased in July: the CPD leader first, then the head', () => {
    const plan = draft().due('submissionDue');
    expect(plan.ordered[0]?.params).toMatchObject({ who: 'cpdLeader' });
    expect(plan.due('chaseDue').ordered[0]?.params).toMatchObject({ who: 'head', escalation: true });
  });

  it('passes a late plan up to the chair where the head writes it', () => {
    const plan = draft({ posts: { ...posts, cpdLeader: 'hana' } })
      .due('submissionDue')
      .due('chaseDue');
    expect(plan.ordered[0]?.params).toMatchObject({ who: 'approver', escalation: true });
  });

  it('must have lines, a cost in whole pence and somebody to approve it', () => {
    expect(draft().refusal(ev('SUBMIT', { totalPence: 100, items: 0 }), chris)).toMatch(/at least one line/);
    expect(draft().refusal(ev('SUBMIT', { totalPence: 10.5, items: 2 }), chris)).toMatch(/whole pence/);
    const alone = { cpdLeader: 'hana', head: 'hana', deputy: null, governor: null };
    expect(draft({ posts: alone }).refusal(submit, { by: 'hana' })).toMatch(/other than its author/);
  });

  it('commits the budget with the approval, tells the needs after it, and tells the year', () => {
    const plan = approved();
    const [commit, needs, told] = plan.ordered;
    expect(commit).toEqual({
      type: 'commitBudget',
      params: { planId: 'p1', version: 1, totalPence: 500_000 },
    });
    expect(needs).toEqual({ type: 'planNeeds', params: { planId: 'p1', version: 1, amendmentId: null } });
    expect(told?.params).toEqual({ to: 'year', event: { type: 'CORE_PLAN_APPROVED', planId: 'p1' } });
    expect(planChart.commands['commitBudget']?.when).toBe('inTransaction');
    expect(planChart.commands['planNeeds']?.when).toBe('afterCommit');
  });

  it('is in force from the first day of the year', () => {
    expect(approved().is('approved')).toBe(true);
    expect(inForce().is('inForce')).toBe(true);
  });

  it('comes back with comments and can be submitted again, or taken back before a decision', () => {
    const plan = submitted().send(ev('RETURN'), hana);
    expect(plan.is('drafting')).toBe(true);
    expect(plan.ordered[0]?.params).toMatchObject({ who: 'cpdLeader', about: 'plan.returned' });
    expect(plan.send(submit, chris).send(ev('WITHDRAW'), chris).is('drafting')).toBe(true);
    expect(plan.history.some(({ type }) => type === 'commitBudget')).toBe(false);
  });

  it('reminds the approver of a decision and then tells the chair', () => {
    const plan = submitted().due('decisionDue');
    expect(plan.ordered[0]?.params).toMatchObject({ who: 'approver' });
    expect(plan.due('chaseDue').ordered[0]?.params).toMatchObject({ who: 'governor', escalation: true });
  });
});

describe('who approves', () => {
  it.each([
    ['the head', posts, 'hana'],
    ['the chair where the head leads CPD', { ...posts, cpdLeader: 'hana' }, 'gwen'],
    ['the deputy where there is no chair either', { ...posts, cpdLeader: 'hana', governor: null }, 'dev'],
  ])('is %s', (_case, held, expected) => {
    expect(draft({ posts: held }).context['people']).toMatchObject({ approver: expected });
  });

  it('is never the author', () => {
    expect(submitted().refusal(ev('APPROVE'), { by: 'chris' })).toMatch(
      /Nobody approves or returns their own/,
    );
    const byTeam = draft().send(submit, { by: 'hana' });
    expect(byTeam.refusal(ev('APPROVE'), { by: 'hana' })).toMatch(/Nobody approves/);
  });

  it('follows the post: a successor decides what the head left behind', () => {
    const plan = submitted().send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(plan.context['people']).toMatchObject({ approver: 'hugo' });
    plan.send(ev('POST_CHANGED', { post: 'cpdLeader', to: 'hugo' }));
    expect(plan.context['people']).toMatchObject({ approver: 'gwen' });
    expect(plan.send(ev('APPROVE'), { by: 'gwen' }).is('approved')).toBe(true);
  });
});

describe('amendments', () => {
  it('within the limit take effect at once as a new version', () => {
    const plan = amending().send(amend(60_000), november);
    expect(plan.context).toMatchObject({ version: 2, totalPence: 560_000, amendment: null });
    expect(plan.ordered).toEqual([
      { type: 'commitBudget', params: { planId: 'p1', version: 2, totalPence: 560_000 } },
      { type: 'planNeeds', params: { planId: 'p1', version: 2, amendmentId: 'am1' } },
    ]);
  });

  it('above the limit go back to the head, and nothing is committed until then', () => {
    const plan = amending().send(amend(150_000), november);
    expect(plan.is('amending.submitted')).toBe(true);
    expect(plan.context).toMatchObject({ version: 1, totalPence: 500_000 });
    expect(plan.refusal(ev('APPROVE'), { by: 'chris' })).toMatch(/Nobody approves/);
    plan.send(ev('APPROVE'), { by: 'hana' });
    expect(plan.context).toMatchObject({ version: 2, totalPence: 650_000, addedPence: 0 });
    expect(plan.ordered[1]?.params).toMatchObject({ amendmentId: 'am1' });
  });

  it('add up: two small ones do not slip past the limit that one large one would meet', () => {
    const plan = amending()
      .send(amend(60_000), november)
      .send(ev('AMEND', { amendmentId: 'am2' }), november);
    expect(plan.send(amend(60_000), november).is('amending.submitted')).toBe(true);
  });

  it('all go back where the school sets no limit', () => {
    expect(amending({ amendmentLimitPence: null }).send(amend(0), november).is('amending.submitted')).toBe(
      true,
    );
  });

  it('may save money, but not more than there is', () => {
    expect(amending().send(amend(-200_000), november).context).toMatchObject({
      totalPence: 300_000,
      addedPence: 0,
    });
    expect(amending().refusal(amend(-600_000), november)).toMatch(/more than the plan holds/);
  });

  it('can be returned, taken back and dropped while the old version holds', () => {
    const plan = amending().send(amend(150_000), november).send(ev('RETURN'), { by: 'hana' });
    expect(plan.is('amending.drafting')).toBe(true);
    plan.send(amend(150_000), november).send(ev('WITHDRAW'), november).send(ev('DROP_AMENDMENT'), november);
    expect(plan.is('amending.unamended')).toBe(true);
    expect(plan.context).toMatchObject({ version: 1, amendment: null });
  });

  it('are asked for by the end of November; one made in September does not count for that', () => {
    const plan = inForce().send(ev('AMEND', { amendmentId: 'am0' }), chris);
    plan.send(amend(10), { by: 'chris', at: '2026-09-10T09:00:00.000Z' });
    expect(plan.waiting).toContain('autumnAmendmentDue');
    expect(plan.due('autumnAmendmentDue').ordered[0]?.params).toMatchObject({ who: 'cpdLeader' });
    plan.send(ev('AMEND', { amendmentId: 'am1' }), november).send(amend(10), november);
    expect(plan.waiting).not.toContain('autumnAmendmentDue');
  });
});

describe('the end of the plan', () => {
  it('keeps the governors’ note beside the amendments', () => {
    const plan = amending().send(ev('NOTE', { on: '2026-11-24' }), { by: 'gwen' });
    expect(plan.is('governors.noted')).toBe(true);
    expect(plan.is('amending.drafting')).toBe(true);
  });

  it('gives back what was not spent, whatever was under way', () => {
    for (const plan of [draft(), submitted(), approved(), amending()]) {
      plan.send(ev('CLOSE'));
      expect(plan.finished).toBe(true);
      expect(plan.ordered).toEqual([{ type: 'releaseBudget', params: { planId: 'p1' } }]);
    }
  });

  it('is open to those who lead and pay; governors read their totals elsewhere', () => {
    expect(planChart.audience(draft().context as never)).toContain('post:finance');
    expect(planChart.audience(draft().context as never)).not.toContain('post:governor');
  });
});
