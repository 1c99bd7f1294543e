import { Refused } from '../../api/index.js';
import { get, goTo, money, paths, post, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import { mustReadPlan, readPlan } from './plan.facts.js';
import { presentPlan } from './plan.presenter.js';
import type { PlanModel } from './plan.presenter.js';

interface SubmitModel extends PageModel {
  readonly year: string;
  readonly plan: string;
  readonly cost: string;
  readonly lines: number;
  readonly revision: number;
  readonly over: readonly string[];
}

const planView = view<PlanModel>('plans/web/plan.njk');
const submitView = view<SubmitModel>('plans/web/submit.njk');
/** What the buttons of the page do. */
const STEPS: Readonly<Record<string, readonly [operation: string, told: string]>> = {
  withdraw: ['plans.withdraw', 'You have the plan back, and can change it.'],
  amend: ['plans.amend', 'The amendment is begun. What is in force holds until it takes effect.'],
  drop: ['plans.dropAmendment', 'The amendment is dropped. The plan stays as it was.'],
};

/** The year's plan by theme, with its budget. */
export const planPage = get(paths.plan, async (visit) => {
  const writes = visit.visitor.roles.some((role) => role === 'cpdLeader' || role === 'cpdTeam');
  return show(planView, presentPlan(await readPlan(visit), writes));
});

export const planStep = post(paths.plan, async (visit) => {
  const step = STEPS[visit.fields.text('_do')];
  if (!step) throw new Refused(404, 'not-found', 'There is no page at this address.');
  const { plan } = await mustReadPlan(visit);
  await visit.tell(step[0], { params: { id: plan.id } });
  return goTo(paths.plan.pattern, { title: step[1] });
});

/** Year and sum once more, before it goes to whoever approves. */
export const submitPage = get(paths.planSubmit, async (visit) => {
  const { plan, year, pots } = await mustReadPlan(visit);
  return show(submitView, {
    title: plan.version === 0 ? 'Submit the plan' : 'Submit the amendment',
    back: { href: paths.plan.pattern, text: 'Training plan' },
    year,
    plan: plan.title,
    cost: money(plan.cost.cashPence),
    lines: plan.lines.length,
    revision: plan.revision,
    over: pots.filter(({ overrun }) => overrun).map(({ name }) => name),
  });
});

export const submittedPage = post(paths.planSubmit, async (visit) => {
  const { plan } = await mustReadPlan(visit);
  const operation = plan.version === 0 ? 'plans.submit' : 'plans.submitAmendment';
  await visit.tell(operation, { params: { id: plan.id } });
  return goTo(paths.plan.pattern, {
    title: 'Submitted.',
    text: 'Where it has to be approved, you can take it back until that is decided.',
  });
});
