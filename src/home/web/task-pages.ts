import { paths } from '../../web/index.js';

/** A duty, as far as it matters where it is done. */
export interface Task {
  readonly record: string;
  readonly chart: string;
  readonly event: string;
  readonly subject: { readonly id: string } | null;
}

interface Place {
  readonly href: string;
  /** What the button says. */
  readonly action: string;
}

type To = (task: Task) => Place;
const reviewed: To = ({ record }) => ({ href: paths.reviewee.to({ id: record }), action: 'Open review' });
const own: To = ({ record }) => ({ href: paths.ownReview.to({ id: record }), action: 'Open my review' });
const ownStandards: To = () => ({ href: paths.standards.pattern, action: 'Open my standards' });

/** Where each duty is done: by chart and event, the person's own before those about others. */
const MINE: Readonly<Record<string, To>> = {
  'review.HOLD_MEETING': (task) => ({ ...own(task), action: 'Draft my review' }),
  'review.AGREE': (task) => ({ ...own(task), action: 'Read and agree' }),
  'review.SIGN': (task) => ({ ...own(task), action: 'Read and sign' }),
  'standards.SUBMIT': (task) => ({ ...ownStandards(task), action: 'Rate my standards' }),
  'standards.ACCEPT': ownStandards,
  'standards.CHOOSE': (task) => ({ ...ownStandards(task), action: 'Choose' }),
};
const report =
  (action: string): To =>
  ({ record }) => ({ href: paths.impactReport.to({ id: record }), action });
const OTHERS: Readonly<Record<string, To>> = {
  'report.DRAFT': report('Look at the report'),
  'report.START_COMMENTARY': report('Look at the figures'),
  'report.SUBMIT': report('Write'),
  'report.ANSWER': report('Answer'),
  'report.READ': report('Read the report'),
  'report.SEND_PAPERS': report('Send the papers'),
  'report.PUBLISH': report('Publish'),
  'need.ANSWER': () => ({ href: paths.referrals.pattern, action: 'Advise' }),
  'need.TRIAGE': ({ record }) => ({ href: paths.need.to({ id: record }), action: 'Sort' }),
  'plan.SUBMIT': () => ({ href: paths.plan.pattern, action: 'Write the plan' }),
  'plan.AMEND': () => ({ href: paths.plan.pattern, action: 'Open the plan' }),
  'plan.SUBMIT_AMENDMENT': () => ({ href: paths.plan.pattern, action: 'Open the plan' }),
  'booking.APPROVE': ({ record }) => ({ href: paths.approval.to({ id: record }), action: 'Decide' }),
  'review.BOOK_MEETING': (task) => ({ ...reviewed(task), action: 'Prepare the meeting' }),
  'review.HOLD_MEETING': (task) => ({ ...reviewed(task), action: 'Record the meeting' }),
  'review.SHARE': (task) => ({ ...reviewed(task), action: 'Write and share' }),
  'review.AGREE': reviewed,
  'review.ISSUE': reviewed,
  'review.HOLD_MID_YEAR': ({ record }) => ({
    href: paths.revieweeMidYear.to({ id: record }),
    action: 'Add notes',
  }),
  'review.JUDGE': ({ record }) => ({
    href: paths.revieweeJudgement.to({ id: record }),
    action: 'Judge and share',
  }),
  'review.SIGN': reviewed,
  'standards.CONFIRM': ({ record }) => ({
    href: paths.revieweeStandards.to({ id: record }),
    action: 'Answer',
  }),
};

/** The page on which a duty is done; where there is none of its own, the page that says where the record is. */
export function taskPage(task: Task, reader: string): Place {
  const pages = task.subject?.id === reader ? MINE : OTHERS;
  const to = pages[`${task.chart}.${task.event}`];
  return to?.(task) ?? { href: paths.record.to({ id: task.record }), action: 'Open' };
}
