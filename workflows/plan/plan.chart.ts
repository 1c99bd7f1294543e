import type { Chart, EventRule, Role } from '../chart.js';
import { planClocks } from './plan.clocks.js';
import { planMachine } from './plan.machine.js';
import { planAudience } from './plan.policy.js';

const rule = (by: readonly Role[], label: string, explain: string): EventRule => ({ label, explain, by });
const authors = ['cpdLeader', 'cpdTeam'];

export const planChart: Chart = {
  name: 'plan',
  version: 1,
  title: 'Training plan',
  explain: 'Turns a year’s needs into a costed plan that somebody else approves, version by version.',
  machine: planMachine,
  events: {
    SUBMIT: rule(authors, 'Submit the plan', 'The approver is asked to read it.'),
    WITHDRAW: rule(authors, 'Take back', 'You can change it and submit it again.'),
    APPROVE: rule(['approver'], 'Approve', 'The money is committed and the needs are planned.'),
    RETURN: rule(['approver'], 'Return with comments', 'The CPD leader changes it and submits it again.'),
    AMEND: rule(authors, 'Amend the plan', 'The version in force holds until the amendment takes effect.'),
    SUBMIT_AMENDMENT: rule(
      authors,
      'Finish the amendment',
      'Within the limit it takes effect, above it is approved.',
    ),
    DROP_AMENDMENT: rule(authors, 'Drop the amendment', 'The plan stays as it is.'),
    // Governors read themes and totals, never the plan itself: one of them notes it only as its approver.
    NOTE: rule([...authors, 'approver'], 'Record the governors’ note', 'Kept with the plan.'),
    POST_CHANGED: rule(
      ['system'],
      'A post changed hands',
      'The plan passes to the successor, and so may its approval.',
    ),
    CLOSE: rule(['system'], 'The year closed', 'What was not spent is given back.'),
  },
  clocks: planClocks,
  commands: {
    commitBudget: { label: 'Budget committed', when: 'inTransaction' },
    planNeeds: { label: 'Needs put into the plan', when: 'afterCommit' },
    releaseBudget: { label: 'Unspent budget given back', when: 'inTransaction' },
  },
  refusals: {
    isCosted:
      'A plan needs at least one line, its cost in whole pence, and somebody other than its author to approve it.',
    notOwn: 'Nobody approves or returns their own plan.',
    somebodyAbove: 'There is nobody further to tell.',
    withinLimit: 'This goes past what you may change alone, or takes out more than the plan holds.',
    goesBack: 'Nobody is there to approve it. Ask the governors who does.',
    autumnDone: 'The autumn amendment is still to come.',
  },
  audience: planAudience,
};
