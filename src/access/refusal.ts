/** Why somebody was not signed in; goes to the log, never to the page. */
export type RefusalReason =
  | 'provider-unknown'
  | 'provider-down'
  | 'provider-said-no'
  | 'answer-not-good'
  | 'address-not-verified'
  | 'not-known'
  | 'left-or-closed'
  | 'another-account'
  | 'another-person'
  | 'not-proved-again'
  | 'attempt-unknown'
  | 'attempt-foreign'
  | 'attempt-used'
  | 'attempt-expired'
  | 'too-many';

interface Words {
  readonly status: number;
  readonly title: string;
  readonly sentences: readonly string[];
}

const NOT_KNOWN: Words = {
  status: 403,
  title: 'We could not sign you in',
  sentences: [
    'Perennial is for people whom their school has added. This account or address does not belong to one of them at the moment.',
    'Use the account or address of your school. If you did, ask whoever looks after the staff list in your school.',
  ],
};

const AGAIN = 'Nothing was changed. Please sign in again.';

/** What a page says. The same for everybody who is not let in: it must not tell whom a school has added. */
const WORDS: Readonly<Record<RefusalReason, Words>> = {
  'not-known': NOT_KNOWN,
  'left-or-closed': NOT_KNOWN,
  'another-account': NOT_KNOWN,
  'another-person': {
    status: 403,
    title: 'That was somebody else',
    sentences: ['You proved to be another person than the one who is signed in here.', AGAIN],
  },
  'not-proved-again': {
    status: 403,
    title: 'We could not see that it is you',
    sentences: [
      'The account that you signed in with does not say when you last typed your password.',
      'Ask for a link by e-mail instead.',
    ],
  },
  'provider-unknown': {
    status: 404,
    title: 'There is no such way to sign in',
    sentences: ['Choose one of the ways that are offered.'],
  },
  'provider-down': {
    status: 503,
    title: 'The other side does not answer',
    sentences: [
      'The account that you wanted to sign in with cannot be reached just now.',
      'Try again in a few minutes, or choose another way.',
    ],
  },
  'provider-said-no': {
    status: 403,
    title: 'You were not signed in',
    sentences: ['The other side did not sign you in, or you changed your mind there.', AGAIN],
  },
  'answer-not-good': {
    status: 400,
    title: 'You were not signed in',
    sentences: ['What came back could not be checked, so it was not used.', AGAIN],
  },
  'address-not-verified': {
    status: 403,
    title: 'Your address has not been checked',
    sentences: [
      'The other side has not checked that the e-mail address of your account is yours.',
      'Confirm it there, or ask for a link by e-mail instead.',
    ],
  },
  'attempt-unknown': {
    status: 400,
    title: 'This link is not one of ours',
    sentences: ['It may have been cut off. Copy all of it from the mail, or ask for a new one.'],
  },
  'attempt-foreign': {
    status: 400,
    title: 'This opens only where you asked for it',
    sentences: [
      'Open it in the same browser, on the same device, in which you asked to be signed in.',
      'If that is no longer possible, ask for a new link here.',
    ],
  },
  'attempt-used': {
    status: 400,
    title: 'This link has been used',
    sentences: ['Each link works once. Please ask for a new one.'],
  },
  'attempt-expired': {
    status: 400,
    title: 'This link is too old',
    sentences: ['Links work for 15 minutes. Please ask for a new one.'],
  },
  'too-many': {
    status: 429,
    title: 'That was too often',
    sentences: [
      'Please wait a quarter of an hour and try again. If you have a link by e-mail, it still works.',
    ],
  },
};

/** Somebody was not signed in. Its message is for people; `reason` and `detail` are for the log. */
export class SignInRefused extends Error {
  readonly status: number;
  readonly title: string;
  readonly sentences: readonly string[];

  constructor(
    readonly reason: RefusalReason,
    /** What happened, without secrets or addresses of people. */
    readonly detail = '',
  ) {
    const words = WORDS[reason];
    super(words.title);
    ({ status: this.status, title: this.title, sentences: this.sentences } = words);
  }
}
