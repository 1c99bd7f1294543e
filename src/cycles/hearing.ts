import { addDays } from '../people/index.js';

/** How the records of one workflow hear that somebody leaves, changes their line manager, or takes over a post. */
export interface Hearing {
  /** Role in `context.people` of whom the record is about. */
  readonly subject?: string;
  /** Role in `context.people` of the line manager. */
  readonly manager?: string;
  readonly leave?: (personId: string, on: string) => Event;
  readonly managerChanged?: (to: string) => Event;
  readonly postChanged?: (post: string, to: string | null) => Event;
  readonly cycleClosed?: Event;
  /** Somebody is away for long: nothing counts as late. `from`, `to`: first and last day away. */
  readonly pause?: (from: string) => Event;
  readonly resume?: (to: string) => Event;
  /** Whether the home school of somebody who works in two schools holds the record. */
  readonly atHome?: boolean;
  readonly moderator?: (person: string) => Event;
}

type Event = { readonly type: string; readonly [key: string]: unknown };

const about = { subject: 'person', manager: 'lineManager' } as const;
const leave = (_personId: string, on: string): Event => ({ type: 'LEAVE', on });
const pause = (from: string): Event => ({ type: 'PAUSE', from });
const resume = (to: string): Event => ({ type: 'RESUME', to });
const postChanged = (post: string, to: string | null): Event => ({ type: 'POST_CHANGED', post, to });

/**
 * By workflow. A year tells records in the events that their own charts name; a workflow that is not here hears nothing.
 */
export const HEARING: Readonly<Record<string, Hearing>> = {
  review: {
    subject: 'reviewee',
    manager: 'reviewer',
    leave,
    managerChanged: (to) => ({ type: 'REASSIGN', reviewer: to }),
    postChanged,
    cycleClosed: { type: 'CYCLE_CLOSED' },
    ...{ pause, resume, atHome: true },
    moderator: (moderator) => ({ type: 'APPOINT_MODERATOR', moderator }),
  },
  standards: {
    subject: 'person',
    manager: 'reviewer',
    leave,
    managerChanged: (to) => ({ type: 'REASSIGN', reviewer: to }),
    postChanged,
    cycleClosed: { type: 'CYCLE_CLOSED' },
    ...{ pause, resume, atHome: true },
  },
  need: {
    ...about,
    leave,
    managerChanged: (to) => ({ type: 'LINE_MANAGER_CHANGED', lineManager: to }),
    ...{ pause, resume },
  },
  booking: { ...about, leave, managerChanged: (to) => ({ type: 'REASSIGN', role: 'lineManager', to }) },
  impact: {
    ...about,
    leave: (personId) => ({ type: 'LEAVE', personId }),
    managerChanged: (to) => ({ type: 'REASSIGN', to }),
    pause,
    resume: (to) => ({ type: 'RESUME', on: addDays(to, 1) }),
  },
  plan: { postChanged },
};
