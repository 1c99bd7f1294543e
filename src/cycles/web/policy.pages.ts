import { z } from 'zod';
import { problemOf } from '../../api/index.js';
import { capital, count, get, goTo, paths, post, show, view, writtenMoney } from '../../web/index.js';
import type { PageModel, Reply, Visit } from '../../web/index.js';

interface PolicyModel extends PageModel {
  readonly groups: readonly {
    readonly title: string;
    readonly numbers: readonly {
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly value: string;
      readonly unit: string;
      readonly isMoney: boolean;
      readonly isChoice: boolean;
      readonly error: string | null;
    }[];
    readonly words: readonly {
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly text: string }[];
    }[];
  }[];
  readonly errors: readonly { readonly text: string; readonly href: string }[];
}

const policyView = view<PolicyModel>('cycles/web/policy.njk');
const policy = z.object({
  numbers: z.array(
    z.object({
      key: z.string(),
      value: z.int(),
      default: z.int(),
      unit: z.string(),
      least: z.int(),
      most: z.int(),
      label: z.string(),
      source: z.string(),
    }),
  ),
  words: z.array(
    z.object({
      key: z.string(),
      value: z.string(),
      default: z.string(),
      choices: z.array(z.string()),
      label: z.string(),
    }),
  ),
});
type Policy = z.output<typeof policy>;
type PolicyLine = Policy['numbers'][number];

const GROUPS: Readonly<Record<string, string>> = {
  cycle: 'The year',
  review: 'Reviews',
  standards: 'Self-assessments',
  need: 'Training needs',
  plan: 'Training plan',
  activity: 'Courses and coaching',
  booking: 'Bookings and approvals',
  impact: 'Evaluations',
  report: 'Impact report',
  word: 'What you call things',
  money: 'Money',
  school: 'The school',
};
const UNITS: Readonly<Record<string, string>> = {
  workingDays: 'school days',
  schoolWeeks: 'school weeks',
  percent: 'per cent',
  count: '',
};

export const policyPage = get(paths.settingsPolicy, (visit) => policies(visit, new Map()));

/** Sends what was changed and nothing else; an empty box goes back to the usual value. */
export const savePolicy = post(paths.settingsPolicy, async (visit) => {
  const now = await visit.ask('school.policy', policy);
  const errors = new Map<string, string>();
  const values: Record<string, number | string | null> = {};
  for (const line of now.numbers) {
    const typed = visit.fields.text(line.key).trim();
    if (!visit.fields.has(line.key)) continue;
    const value = typed === '' ? null : numberOf(line, typed);
    if (value !== null && (!Number.isInteger(value) || value < line.least || value > line.most)) {
      errors.set(
        line.key,
        `Enter a number from ${shownValue(line, line.least)} to ${shownValue(line, line.most)}`,
      );
    } else if ((value ?? line.default) !== line.value) values[line.key] = value;
  }
  for (const { key, value } of now.words) {
    const chosen = visit.fields.text(key);
    if (visit.fields.has(key) && chosen !== value) values[key] = chosen;
  }
  if (errors.size > 0) return policies(visit, errors);
  if (Object.keys(values).length === 0)
    return goTo(paths.settingsPolicy.pattern, { title: 'Nothing was changed' });
  try {
    const { clocksMoved } = z
      .object({ clocksMoved: z.int() })
      .parse(await visit.tell('school.setPolicy', { body: { values } }));
    return goTo(paths.settingsPolicy.pattern, {
      title: `${capital(count(Object.keys(values).length, 'value'))} changed`,
      text:
        clocksMoved === 0
          ? 'No deadline moves.'
          : `${capital(count(clocksMoved, 'deadline moves', 'deadlines move'))} with it.`,
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status !== 422) throw error;
    return policies(visit, new Map([['', problem.detail]]));
  }
});

const isMoney = ({ unit }: PolicyLine): boolean => unit === 'pence';
const numberOf = (line: PolicyLine, typed: string): number =>
  isMoney(line) ? writtenMoney(typed) : /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
const shownValue = (line: PolicyLine, value: number): string =>
  isMoney(line) ? (value / 100).toFixed(value % 100 === 0 ? 0 : 2) : String(value);

async function policies(visit: Visit<string>, errors: ReadonlyMap<string, string>): Promise<Reply> {
  const now = await visit.ask('school.policy', policy);
  const groupOf = (key: string): string => key.split('.')[0] ?? '';
  const groups = [...new Set([...now.numbers, ...now.words].map(({ key }) => groupOf(key)))];
  return show(
    policyView,
    {
      title: 'Deadlines, limits and wording',
      back: { href: paths.settings.pattern, text: 'School settings' },
      groups: groups.map((group) => ({
        title: GROUPS[group] ?? capital(group),
        numbers: now.numbers
          .filter(({ key }) => groupOf(key) === group)
          .map((line) => ({
            id: line.key,
            label: line.label,
            hint: `Usually ${line.unit === 'choice' ? (line.default === 1 ? 'yes' : 'no') : `${isMoney(line) ? '£' : ''}${shownValue(line, line.default)}`}. ${line.source}`,
            value:
              errors.size > 0 && visit.fields.has(line.key)
                ? visit.fields.text(line.key)
                : shownValue(line, line.value),
            unit: UNITS[line.unit] ?? (isMoney(line) || line.unit === 'choice' ? '' : line.unit),
            isMoney: isMoney(line),
            isChoice: line.unit === 'choice',
            error: errors.get(line.key) ?? null,
          })),
        words: now.words
          .filter(({ key }) => groupOf(key) === group)
          .map(({ key, label, value, choices }) => ({
            ...{ id: key, label, value },
            options: choices.map((choice) => ({ value: choice, text: choice })),
          })),
      })),
      errors: [...errors].map(([key, text]) => ({ text, href: key ? `#${key}` : '#main-content' })),
    },
    errors.size > 0 ? 422 : 200,
  );
}
