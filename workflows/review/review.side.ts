import type { Duty } from '../chart.js';
import { reviewSetup } from './review.setup.js';

type ToDo = Omit<Duty, 'role'>;

/** Either side's duty to say yes to what lies before both, statement or judgement, lasts until it has said so. */
const awaited = (role: 'reviewee' | 'reviewer', duty: ToDo) =>
  reviewSetup.createStateConfig({
    meta: {
      label: `Waiting for the ${role}`,
      explain: `The ${role} has not yet agreed.`,
      duties: [{ ...duty, name: `${duty.name}.${role}`, role }],
    },
    always: { guard: `${role}Agreed`, target: 'given' },
  });

export const revieweeSide = (duty: ToDo) =>
  reviewSetup.createStateConfig({
    meta: { label: 'The reviewee’s agreement', explain: 'Whether the reviewee has agreed.' },
    initial: 'awaited',
    states: {
      awaited: awaited('reviewee', duty),
      given: { meta: { label: 'The reviewee agreed', explain: 'The reviewee has agreed.' } },
    },
  });

/** The reviewer's yes is not the end of it: when time is up and the reviewee has not agreed, it is theirs to issue. */
export const reviewerSide = (duty: ToDo) =>
  reviewSetup.createStateConfig({
    meta: { label: 'The reviewer’s agreement', explain: 'Whether the reviewer has agreed.' },
    initial: 'awaited',
    states: {
      awaited: awaited('reviewer', duty),
      given: {
        meta: { label: 'The reviewer agreed', explain: 'The reviewer has agreed.' },
        always: { guard: 'timeIsUp', target: 'issuing' },
      },
      issuing: {
        meta: {
          label: 'To be issued',
          explain: 'Time is up and only the reviewee has not agreed: it is issued with the comments.',
          duties: [
            {
              name: `${duty.name}.issue`,
              label: 'Issue it with the reviewee’s comments',
              role: 'reviewer',
              event: 'ISSUE',
            },
          ],
        },
      },
    },
  });
