import { problemOf } from '../../api/index.js';
import { show } from '../page.js';
import type { Shown } from '../page.js';
import { paths } from '../paths.js';
import { view } from '../view/view.js';
import type { Link, PageModel } from '../view/view.js';

interface ErrorModel extends PageModel {
  readonly text: readonly string[];
  readonly next: readonly Link[];
}

const errorView = view<ErrorModel>('web/views/error.njk');
const HOME: Link = { href: paths.home.pattern, text: 'Go to what needs you today' };

/** What is said besides the reason itself; where even existence is confidential, nothing more than "not here". */
const WORDS: Readonly<Record<number, Omit<ErrorModel, 'next'> & { readonly isReasonSaid: boolean }>> = {
  403: {
    title: 'This is for somebody else to do',
    text: ['If you think it should be you, ask whoever looks after people and posts in your school.'],
    isReasonSaid: true,
  },
  404: {
    title: 'There is nothing here for you to see',
    text: [
      'The address may have a typing mistake, or what was here is gone, or it is confidential between other people.',
    ],
    isReasonSaid: false,
  },
  409: {
    title: 'This is not possible now',
    text: [
      'Somebody may have been quicker, or the time for it has passed. Nothing was changed by you just now.',
    ],
    isReasonSaid: true,
  },
  413: { title: 'This is too large', text: ['Everything else that you typed is kept.'], isReasonSaid: true },
  422: {
    title: 'Something in this cannot be right',
    text: ['Go back: what you typed is still there.'],
    isReasonSaid: true,
  },
  500: {
    title: 'Something went wrong on our side',
    text: [
      'Nothing was half-written, and it has been noted for whoever looks after this. What you typed before is kept as a draft.',
      'Try again in a moment.',
    ],
    isReasonSaid: false,
  },
  503: {
    title: 'Not available just now',
    text: ['The database does not answer. It is tried again by itself; please reload this page in a minute.'],
    isReasonSaid: false,
  },
};

/** The page for whatever was thrown, with its right status. Says nothing of the inside. */
export function errorPage(error: unknown): Shown {
  const { status, detail } = isBadAddress(error) ? { status: 404, detail: '' } : problemOf(error);
  const words = WORDS[status] ?? { title: 'This could not be done', text: [], isReasonSaid: true };
  const text = words.isReasonSaid ? [detail, ...words.text] : words.text;
  return show(errorView, { title: words.title, text, next: [HOME] }, status);
}

/** A malformed address (an id that is none, a % too many) is an address at which there is nothing. */
function isBadAddress(error: unknown): boolean {
  if (error instanceof URIError) return true;
  const issues = (error as { issues?: readonly { path: readonly unknown[] }[] } | null)?.issues;
  return (
    issues !== undefined &&
    issues.length > 0 &&
    issues.every(({ path }) => path.length === 1 && path[0] === 'id')
  );
}
