import { path } from './path.js';

/** Every address of a page that others link to. A feature adds its own here, so that a link cannot miss its page. */
export const paths = {
  home: path('/'),
  signIn: path('/sign-in'),
  signOut: path('/sign-out'),
  signInAgain: path('/sign-in/again'),
  mySessions: path('/my-sessions'),
  whoHasSeen: path('/who-has-seen'),
  whoSeesWhat: path('/who-sees-what'),
  howItWorks: path('/how-it-works'),
  howOneWorks: path('/how-it-works/:kind'),
  record: path('/records/:id'),
  draft: path('/drafts'),
  forgetDraft: path('/drafts/forget'),
  // Pages of the features. An entry in the navigation shows once its page is there.
  review: path('/review'),
  development: path('/development'),
  courses: path('/courses'),
  reviewees: path('/people-i-review'),
  needs: path('/training-needs'),
  plan: path('/training-plan'),
  approvals: path('/approvals'),
  cover: path('/cover'),
  money: path('/money'),
  impact: path('/impact'),
  progress: path('/progress'),
  staff: path('/staff'),
  settings: path('/settings'),
} as const;
