import { z } from 'zod';
import { problemOf } from '../../api/index.js';
import type { Flash } from '../flash.js';
import type { Reply, Visit } from '../page.js';
import { goTo } from '../page.js';
import { conflictPage } from './conflict.js';
import { fieldErrors } from './form.js';
import type { FieldErrors, FormSpec } from './form.js';
import type { Typed } from '../drafts/drafts.js';

export interface FormAnswer {
  readonly spec: FormSpec;
  /** The operation that the form stands for, and what it is given. */
  readonly send: () => Promise<unknown>;
  /** Where to go when it went well. */
  readonly next: string;
  readonly flash?: Flash;
  /** Shows the page again, with what was typed and what is wrong with it. */
  readonly again: (errors: FieldErrors) => Promise<Reply>;
  /** Name of the form's draft, thrown away once it was sent. */
  readonly draftName?: string;
  /** A place in the operation's body -> the field for it, where they differ. */
  readonly names?: Readonly<Record<string, string>>;
  /** What stands in the record now and its revision: makes a conflict a page with both texts. */
  readonly current?: () => Promise<{ readonly fields: Typed; readonly revision: number }>;
}

/**
 * Sends a form and goes on (Post-Redirect-Get). What was typed is never lost: kept as a draft before anything else, shown again
 * with messages at the fields where it is refused, and beside the other text where somebody was quicker.
 */
export async function answerForm(visit: Visit<string>, form: FormAnswer): Promise<Reply> {
  const { drafts, fields } = visit;
  if (form.draftName !== undefined) await drafts.save(form.draftName, fields.typed());
  try {
    await form.send();
  } catch (error) {
    if (error instanceof z.ZodError) return form.again(fieldErrors(error, form.spec, form.names));
    const problem = problemOf(error);
    if (problem.status === 422 || problem.status === 413) return form.again({ '': problem.detail });
    if (problem.code === 'stale-revision' && form.current) {
      return conflictPage(visit, form.spec, await form.current());
    }
    throw error;
  }
  if (form.draftName !== undefined) await drafts.forget(form.draftName);
  return goTo(form.next, form.flash);
}
