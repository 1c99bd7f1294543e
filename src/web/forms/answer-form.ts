import { z } from 'zod';
import { problemOf } from '../../api/index.js';
import type { Flash } from '../flash.js';
import type { Reply, Visit } from '../page.js';
import { goTo } from '../page.js';
import { paths } from '../paths.js';
import { withQuery } from '../path.js';
import { conflictPage } from './conflict.js';
import type { Current } from './conflict.js';
import { fieldErrors } from './form.js';
import type { FieldErrors, FormSpec } from './form.js';

export interface FormAnswer {
  readonly spec: FormSpec;
  /** The operation that the form stands for, and what it is given. */
  readonly send: () => Promise<unknown>;
  /** Where to go when it went well. */
  readonly next: string;
  /** What to say afterwards; may depend on what the operation answered. */
  readonly flash?: Flash | ((answer: unknown) => Flash);
  /** Shows the page again, with what was typed and what is wrong with it. */
  readonly again: (errors: FieldErrors) => Promise<Reply>;
  /** Name of the form's draft, thrown away once it was sent. */
  readonly draftName?: string;
  /** A place in the operation's body -> the field for it, where they differ. */
  readonly names?: Readonly<Record<string, string>>;
  /** The field at which a refusal of the record itself is shown: 'a meeting cannot lie in the future'. */
  readonly refusedAt?: string;
  /** What stands in the record now and its revision: makes a conflict a page with both texts. */
  readonly current?: () => Promise<Current>;
}

/** Refusals that concern what was typed or chosen, not the page. */
const OF_THE_FORM = new Set([413, 415, 422]);
/** Somebody was quicker: the record moved on, or this text of it. */
const MOVED_ON = new Set(['stale-revision', 'written-meanwhile']);

/**
 * Sends a form and goes on (Post-Redirect-Get). What was typed is never lost: kept as a draft before anything else, shown again
 * with messages at the fields where it is refused, and beside the other text where somebody was quicker.
 */
export async function answerForm(visit: Visit<string>, form: FormAnswer): Promise<Reply> {
  const { drafts, fields } = visit;
  if (form.draftName !== undefined) await drafts.save(form.draftName, fields.typed());
  let answer: unknown;
  try {
    answer = await form.send();
  } catch (error) {
    if (error instanceof z.ZodError) return form.again(fieldErrors(error, form.spec, form.names));
    const problem = problemOf(error);
    if (OF_THE_FORM.has(problem.status)) return form.again({ [form.refusedAt ?? '']: problem.detail });
    if (problem.code === 'event-not-accepted' && form.refusedAt) {
      return form.again({ [form.refusedAt]: problem.detail });
    }
    if (problem.code === 'prove-again') return proveAgain(visit.address);
    if (MOVED_ON.has(problem.code) && form.current) {
      return conflictPage(visit, form.spec, await form.current());
    }
    throw error;
  }
  if (form.draftName !== undefined) await drafts.forget(form.draftName);
  return goTo(form.next, typeof form.flash === 'function' ? form.flash(answer) : form.flash);
}

/** Signing asks for a proof of the last minutes: there and back to the page, where the draft of what was typed waits. */
const proveAgain = (returnTo: string): Reply => goTo(withQuery(paths.signInAgain.pattern, { returnTo }));
