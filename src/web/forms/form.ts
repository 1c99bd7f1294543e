import type { z } from 'zod';
import type { Draft, Typed } from '../drafts/drafts.js';
import { plainDate, clockTime } from '../words/index.js';
import { localDate } from '../../platform/calendar/index.js';
import type { Fields } from './fields.js';

/** One thing that a form asks. */
export interface FieldSpec {
  readonly label: string;
  readonly hint?: string;
  /** What it is called within a sentence about a mistake: 'a title'. The label in small letters without it. */
  readonly noun?: string;
  /** Most letters. */
  readonly most?: number;
  readonly options?: readonly { readonly value: string; readonly text: string; readonly hint?: string }[];
}

export type FormSpec = Readonly<Record<string, FieldSpec>>;

export interface FieldModel extends FieldSpec {
  readonly value: string;
  /** Everything ticked. */
  readonly values: readonly string[];
  readonly error?: string;
}

/** For the macros of views/macros/form.njk. */
export interface FormModel {
  readonly fields: Readonly<Record<string, FieldModel>>;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  /** Name under which its draft is kept; without it none is. */
  readonly draft?: string;
  readonly savedAt?: string;
  /** Says that the form was filled from a draft. */
  readonly restored?: string;
}

export type FieldErrors = Readonly<Record<string, string>>;

export interface FormState {
  /** What stands in the record. */
  readonly stored?: Typed;
  /** What was sent just now and refused: it wins over everything. */
  readonly sent?: Fields;
  readonly errors?: FieldErrors;
  readonly draftName?: string;
  readonly draft?: Draft | null;
}

/** A form as its view needs it: what was sent just now, else the draft, else what is stored. */
export function presentForm(
  spec: FormSpec,
  { stored = {}, sent, errors = {}, draftName, draft }: FormState,
): FormModel {
  const typed: Typed = sent?.typed() ?? { ...stored, ...draft?.fields };
  const fields = Object.entries(spec).map(([name, field]) => {
    const values = [typed[name] ?? []].flat();
    return [name, { ...field, value: values.at(-1) ?? '', values, error: errors[name] }] as const;
  });
  return {
    fields: Object.fromEntries(fields),
    errors: Object.entries(errors).map(([name, text]) => ({
      text,
      href: name in spec ? `#${name}` : '#main-content',
    })),
    ...(draftName === undefined ? {} : { draft: draftName }),
    ...(draft && !sent
      ? {
          savedAt: `Draft saved ${clockTime(draft.savedAt)}`,
          restored: `This is your draft of ${plainDate(localDate(draft.savedAt))}, ${clockTime(draft.savedAt)}. It has not been sent.`,
        }
      : {}),
  };
}

/** Messages at their fields from what a schema found; `names` maps a place in the body to a field where they differ. */
export function fieldErrors(
  error: z.ZodError,
  spec: FormSpec,
  names: Readonly<Record<string, string>> = {},
): FieldErrors {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const place = issue.path.join('.');
    const name = names[place] ?? (place in spec ? place : String(issue.path[0] ?? ''));
    found[name] ??= sentenceFor(issue, spec[name]);
  }
  return found;
}

/** What is wrong, in words that say how to put it right. */
function sentenceFor(issue: z.core.$ZodIssue, field: FieldSpec | undefined): string {
  const noun = field?.noun ?? (field ? small(field.label) : 'this');
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? `Enter a number for ${noun}`
        : `Enter ${noun}`;
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) <= 1
        ? `Enter ${noun}`
        : issue.origin === 'array'
          ? `Choose at least ${String(issue.minimum)} of ${noun}`
          : `${capital(noun)} must be at least ${String(issue.minimum)}${issue.origin === 'string' ? ' letters' : ''}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${capital(noun)} must be ${String(issue.maximum)} letters or fewer`
        : `${capital(noun)} must be at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return issue.format === 'date'
        ? `${capital(noun)} must be a real date, like 12 October 2026`
        : `${capital(noun)} is not written as expected`;
    case 'invalid_value':
      return `Choose ${noun}`;
    case 'custom':
      return `${capital(noun)}: ${issue.message}`;
    default:
      return `Look at ${noun} again`;
  }
}

const small = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
