import { paths } from '../../web/index.js';
import type { Link } from '../../web/index.js';

/** A step of the whole report that a page offers. */
export interface Step {
  readonly event: string;
  readonly operation: string;
  readonly action: string;
  /** Whom it concerns, for the page that asks once more. */
  readonly concerns: string;
  readonly consequence: string;
  readonly done: string;
}

/** Every step that is taken for the whole report; sections have pages of their own. */
export const STEPS: Readonly<Record<string, Step>> = {
  draft: {
    ...{ event: 'DRAFT', operation: 'reports.draft', action: 'Compute the figures' },
    concerns: 'The CPD leader, who writes next',
    consequence: 'Every figure is computed from the records as they stand now. It can be done again later.',
    done: 'The figures are being computed',
  },
  recompute: {
    ...{ event: 'RECOMPUTE', operation: 'reports.recompute', action: 'Compute the figures again' },
    concerns: 'The CPD leader, who writes next',
    consequence: 'Later records come in. What was written stays.',
    done: 'The figures are being computed again',
  },
  begin: {
    ...{ event: 'START_COMMENTARY', operation: 'reports.startCommentary', action: 'Begin to write' },
    concerns: 'The CPD leader',
    consequence: 'The sections open for your commentary.',
    done: 'The sections are open for your commentary',
  },
  submit: {
    ...{ event: 'SUBMIT', operation: 'reports.submit', action: 'Send to the head' },
    concerns: 'The head, who reads section by section',
    consequence: 'You can write again only where the head asks.',
    done: 'The report is with the head',
  },
  'send-back': {
    ...{ event: 'SEND_BACK', operation: 'reports.sendBack', action: 'Send my questions back now' },
    concerns: 'The CPD leader, who answers',
    consequence: 'The sections that you have not read wait until the answers are there.',
    done: 'Your questions are with the CPD leader',
  },
  papers: {
    ...{ event: 'SEND_PAPERS', operation: 'reports.sendPapers', action: 'Send the papers to the governors' },
    concerns: 'All governors',
    consequence:
      'They get the edition with totals only: nobody is named, and small groups are merged or left out.',
    done: 'The papers are with the governors',
  },
  received: {
    ...{ event: 'RECEIVED', operation: 'reports.received', action: 'Record that the governors received it' },
    concerns: 'The governors and the head',
    consequence: 'The head can publish it to the staff then.',
    done: 'It is on record that the governors received the report',
  },
  publish: {
    ...{ event: 'PUBLISH', operation: 'reports.publish', action: 'Publish to all staff' },
    concerns: 'All staff',
    consequence:
      'Everybody in the school can read it. A mistake found later is put right in a new edition that says so.',
    done: 'The report is published',
  },
  'no-results': {
    ...{ event: 'NO_RESULTS', operation: 'reports.noResults', action: 'Close without autumn results' },
    concerns: 'All readers of the report',
    consequence: 'The report is closed as it stands.',
    done: 'The report is closed',
  },
};

export interface StepLink extends Link {
  readonly explain: string;
}

/** Links to the pages of those steps that can be taken. */
export function stepLinks(
  id: string,
  can: readonly { readonly event: string; readonly explain: string }[],
): StepLink[] {
  return Object.entries(STEPS).flatMap(([step, { event, action }]) => {
    const open = can.find((it) => it.event === event);
    return open ? [{ href: paths.impactStep.to({ id, step }), text: action, explain: open.explain }] : [];
  });
}
