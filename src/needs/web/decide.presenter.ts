import { capital, count, joined, paths, presentForm } from '../../web/index.js';
import type { FieldErrors, Fields, FormModel, FormSpec, PageModel } from '../../web/index.js';
import type { BoardFacts } from './board.js';
import type { BoardNeed } from './needs.schemas.js';

/** What can be done with several needs at once. */
export const WAYS = ['sort', 'together', 'later', 'decline'] as const;
export type Way = (typeof WAYS)[number];

interface WayWords {
  readonly heading: (n: number) => string;
  readonly explain: string;
  readonly button: string;
  /** 'Sorted' in what is said afterwards. */
  readonly done: string;
}

export const WAY_WORDS: Readonly<Record<Way, WayWords>> = {
  sort: {
    heading: (n) => `Sort ${needs(n)}`,
    explain: 'Say for whom, under which theme, and how urgent. It can be undone for 30 minutes.',
    button: 'Sort',
    done: 'Sorted',
  },
  together: {
    heading: (n) => `Merge ${needs(n)}`,
    explain:
      'They are planned as one from now on. Each person keeps a record of their own, and you can take anyone out again.',
    button: 'Merge',
    done: 'Merged',
  },
  later: {
    heading: (n) => `Put off ${needs(n)}`,
    explain:
      'It comes back to you by itself on the day you choose. After 30 minutes the person is told, with your reason.',
    button: 'Put off',
    done: 'Put off',
  },
  decline: {
    heading: (n) => `Decline ${needs(n)}`,
    explain:
      'The person reads your reason, word for word, once it can no longer be undone: after 30 minutes.',
    button: 'Decline',
    done: 'Declined',
  },
};

export interface DecideModel extends PageModel {
  readonly heading: string;
  readonly explain: string;
  readonly year: string;
  readonly way: Way;
  readonly button: string;
  readonly action: string;
  readonly ids: string;
  readonly list: string;
  readonly chosen: readonly { readonly title: string; readonly who: string }[];
  readonly more: string | null;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
}

const REASON = {
  label: 'Reason',
  hint: 'Whose need it is will read this. Say it as you would say it to them.',
  noun: 'a reason',
  most: 4000,
};
const NAMED = 8;

/** What the form of each way asks. */
export function specOf(
  way: Way,
  facts: BoardFacts,
  people: readonly { readonly id: string; readonly name: string }[],
): FormSpec {
  if (way === 'together')
    return {
      title: { label: 'What they have in common', hint: 'The name under which they are planned', most: 200 },
    };
  if (way === 'decline') return { reason: REASON };
  if (way === 'later')
    return {
      until: {
        label: 'Until when',
        hint: 'It comes back to you on this day. For example 12 April',
        noun: 'a day',
      },
      reason: REASON,
    };
  return {
    level: {
      label: 'For whom',
      noun: 'for whom it is',
      options: [
        { value: 'individual', text: 'One person', hint: 'Each of them by themselves' },
        { value: 'team', text: 'A team', hint: 'Somebody looks after it' },
        {
          value: 'school',
          text: 'The whole school',
          hint: 'An INSET day or a twilight session could meet it',
        },
      ],
    },
    ownerId: {
      label: 'Who looks after it',
      hint: 'Only for a team',
      noun: 'who looks after it',
      options: [
        { value: '', text: 'Nobody: not a team’s' },
        ...people.map(({ id, name }) => ({ value: id, text: name })),
      ],
    },
    themeId: {
      label: 'Theme',
      noun: 'a theme, or write a new one',
      options: [
        { value: '', text: facts.themes.length === 0 ? 'None yet: write one below' : 'Choose a theme' },
        ...facts.themes.map(({ id, title }) => ({ value: id, text: title })),
      ],
    },
    newTheme: { label: 'Or a new theme', noun: 'the new theme', most: 200 },
    priorityId: {
      label: 'School priority',
      noun: 'a school priority',
      options: [
        { value: '', text: 'None' },
        ...facts.priorities.map(({ id, code, title }) => ({ value: id, text: `${code}: ${title}` })),
      ],
    },
    rank: {
      label: 'Rank',
      hint: '1 is the most urgent. You can put them in order on one page later',
      noun: 'the rank',
    },
  };
}

/** What the form begins with: what most of the chosen ones say already. */
export function beginningOf(
  way: Way,
  chosen: readonly BoardNeed[],
  facts: BoardFacts,
): Record<string, string> {
  if (way === 'together')
    return { title: chosen.find(({ group }) => group)?.group ?? chosen[0]?.title ?? '' };
  if (way !== 'sort') return {};
  const [known] = chosen.filter(({ level }) => level !== null);
  const people = new Set(chosen.map(({ personId }) => personId)).size;
  const last = Math.max(0, ...facts.needs.map(({ rank }) => rank ?? 0));
  return {
    level: known?.level ?? (people === 1 ? 'individual' : ''),
    themeId: known?.themeId ?? '',
    priorityId: known?.priorityId ?? '',
    rank: String(known?.rank ?? last + 1),
  };
}

export function presentDecide(
  way: Way,
  facts: BoardFacts,
  chosen: readonly BoardNeed[],
  spec: FormSpec,
  list: string,
  state: { readonly sent?: Fields; readonly errors?: FieldErrors } = {},
): DecideModel {
  const words = WAY_WORDS[way];
  const form = presentForm(spec, { stored: beginningOf(way, chosen, facts), ...state });
  return {
    title: words.heading(chosen.length),
    back: { href: list, text: 'Training needs' },
    heading: words.heading(chosen.length),
    explain: words.explain,
    year: facts.year?.title ?? '',
    way,
    button: `${words.button} ${needs(chosen.length)}`,
    action: paths.needsDecided.to({ how: way }),
    ids: chosen.map(({ id }) => id).join(','),
    list,
    chosen: chosen.slice(0, NAMED).map(({ title, person }) => ({ title, who: person })),
    more: chosen.length > NAMED ? `And ${count(chosen.length - NAMED, 'more', 'more')}.` : null,
    form,
    errors: form.errors,
  };
}

/** What is said afterwards; what was refused is named with its reason. */
export function decidedWords(
  way: Way,
  done: number,
  refused: readonly { readonly title: string; readonly detail: string }[],
): { title: string; text?: string } {
  const title = `${WAY_WORDS[way].done}: ${needs(done)}.`;
  if (refused.length === 0) return { title };
  const named = joined(
    refused.slice(0, 3).map((one) => `“${one.title.slice(0, 60)}” (${one.detail.slice(0, 80)})`),
  );
  return { title, text: `${capital(count(refused.length, 'was', 'were'))} left as it was: ${named}` };
}

const needs = (n: number): string => count(n, 'training need');
