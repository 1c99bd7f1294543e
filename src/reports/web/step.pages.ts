import { Refused } from '../../api/index.js';
import { get, goTo, paths, post, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import { openReport } from './open-report.js';
import { STEPS } from './steps.js';
import type { Step } from './steps.js';

interface StepModel extends PageModel {
  readonly step: Step;
  readonly subject: { readonly person: string; readonly year: string };
  readonly cancel: string;
}

const stepView = view<StepModel>('reports/web/step.njk');

/** Asks once more: whom it concerns, which year, and what follows. */
export const stepPage = get(paths.impactStep, async (visit) => {
  const { id } = visit.params;
  const step = stepOf(visit.params.step);
  const { document } = await openReport(visit, id);
  return show(stepView, {
    title: step.action,
    back: { href: paths.impactReport.to({ id }), text: `Impact ${document.cycle.title}` },
    step,
    subject: { person: step.concerns, year: document.cycle.title },
    cancel: paths.impactReport.to({ id }),
  });
});

export const takeStep = post(paths.impactStep, async (visit) => {
  const { id } = visit.params;
  const step = stepOf(visit.params.step);
  await visit.tell(step.operation, { params: { id }, body: {} });
  return goTo(paths.impactReport.to({ id }), { title: step.done });
});

function stepOf(name: string): Step {
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (!step) throw new Refused(404, 'not-found', 'There is no such step.');
  return step;
}
