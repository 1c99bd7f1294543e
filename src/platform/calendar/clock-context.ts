import type { Base, ClockRuleLike, DueInput, PauseLike } from './clock-rule.js';
import { isIsoDate } from './day-numbers.js';
import { ClockRuleError } from './errors.js';
import { millisecondsOf } from './local-time.js';
import type { PersonCalendar } from './types.js';

/** The name of the delay for errors. */
export function nameOf(rule: ClockRuleLike, input: DueInput): string {
  return input.delay ?? rule.says;
}

/** Where the rule starts to count. Throws `ClockRuleError` 'badContext' for neither a date nor an instant. */
export function baseOf(rule: ClockRuleLike, input: DueInput): Base {
  const value = rule.from === undefined ? null : (input.context[rule.from] ?? null);
  if (value === null) return { instant: input.enteredAt, entered: true };
  if (typeof value === 'string' && isIsoDate(value)) return { date: value };
  try {
    millisecondsOf(value as string);
  } catch (cause) {
    const reason = `context.${rule.from} is ${JSON.stringify(value)}; expected an ISO date or instant.`;
    throw new ClockRuleError(nameOf(rule, input), 'badContext', reason, { cause });
  }
  return { instant: value as string, entered: false };
}

/**
 * The calendars of everybody in the rule's roles, each person once. An empty role adds nobody; a role that the
 * context does not have is a slip in the chart and throws `ClockRuleError` 'badContext'.
 */
export function peopleOf(rule: ClockRuleLike, input: DueInput): readonly PersonCalendar[] {
  if (!rule.of || rule.of.length === 0) return [];
  const people = record(input.context['people']);
  const ids = rule.of.flatMap((role): readonly unknown[] => {
    const held = people?.[role];
    if (held === undefined) {
      const reason = `context.people has no role '${role}'.`;
      throw new ClockRuleError(nameOf(rule, input), 'badContext', reason);
    }
    return Array.isArray(held) ? held : [held];
  });
  return [...new Set(ids)].flatMap((id) => {
    const known = typeof id === 'string' ? input.personCalendars[id] : undefined;
    return known ? [known] : [];
  });
}

/** The pauses of the context. Throws `ClockRuleError` 'badContext' for anything that is not one. */
export function pausesOf(rule: ClockRuleLike, input: DueInput): readonly PauseLike[] {
  const pauses = input.context['pauses'] ?? [];
  if (Array.isArray(pauses) && pauses.every(isPause)) return pauses;
  const reason =
    'context.pauses must be a list of { from, to } with ISO dates, `to` null while the pause lasts.';
  throw new ClockRuleError(nameOf(rule, input), 'badContext', reason);
}

function isPause(value: unknown): value is PauseLike {
  const pause = record(value);
  const [from, to] = [pause?.['from'], pause?.['to'] ?? null];
  return (
    typeof from === 'string' && isIsoDate(from) && (to === null || (typeof to === 'string' && isIsoDate(to)))
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
