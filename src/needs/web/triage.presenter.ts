import { capital, clockTime, count, figures, longDate, paths, withQuery } from '../../web/index.js';
import type { Draft, PageModel } from '../../web/index.js';
import type { BoardFacts } from './board.js';
import { lookAlikes } from './likeness.js';
import { isTeacher, OPEN } from './need-phrases.js';
import type { BoardNeed } from './needs.schemas.js';
import { gathered, helpersBy, helpersOf, peopleWords, rowOf } from './triage.rows.js';
import type { TriageRow } from './triage.rows.js';

export interface TriageGroup {
  readonly id: string;
  readonly title: string;
  readonly tag: { readonly text: string; readonly tone: string } | null;
  readonly people: string;
  readonly rows: readonly TriageRow[];
}

interface Chip {
  readonly href: string;
  readonly text: string;
  readonly on: boolean;
}

export interface TriageModel extends PageModel {
  readonly lede: string;
  readonly by: string | null;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly figures: readonly {
    readonly name: string;
    readonly value: string;
    readonly more?: string;
    readonly href?: string;
  }[];
  readonly views: readonly Chip[];
  readonly shows: readonly Chip[];
  readonly staff: readonly Chip[];
  readonly groups: readonly TriageGroup[];
  /** What is shown, as its own address: decisions lead back to it. */
  readonly list: string;
  readonly undo: { readonly text: string } | null;
  readonly empty: 'noYear' | 'none' | 'noneHere' | null;
  readonly order: string | null;
  readonly total: number;
}

export interface TriageAsked {
  readonly view: string;
  readonly show: string;
  readonly staff: string;
  readonly tick: string;
}

const SHOWS: readonly (readonly [value: string, text: string, places: (need: BoardNeed) => boolean])[] = [
  ['', 'To decide', ({ place }) => OPEN.has(place)],
  ['new', 'New only', ({ place }) => place === 'passed'],
  ['later', 'Put off or declined', ({ place }) => place === 'deferred' || place === 'declined'],
  ['all', 'Everything', () => true],
];
const STAFF: readonly (readonly [value: string, text: string])[] = [
  ['', 'All staff'],
  ['teachers', 'Teachers'],
  ['support', 'Support staff'],
];

export function askedOf(query: Readonly<Record<string, string>>): TriageAsked {
  const { view = '', show = '', staff = '', tick = '' } = query;
  return { view: view === 'list' ? view : '', show, staff, tick };
}

export function presentTriage(
  facts: BoardFacts,
  asked: TriageAsked,
  last: Draft | null,
  errors: TriageModel['errors'] = [],
): TriageModel {
  const { needs, today } = facts;
  const matches = SHOWS.find(([value]) => value === asked.show)?.[2] ?? SHOWS[0]?.[2];
  const shown = needs.filter(
    (need) =>
      (matches?.(need) ?? true) && (asked.staff === '' || (asked.staff === 'teachers') === isTeacher(need)),
  );
  const open = needs.filter(({ place }) => OPEN.has(place));
  const fresh = needs.filter(({ place }) => place === 'passed');
  const link = (change: Partial<TriageAsked>) =>
    withQuery(paths.needs.pattern, { ...asked, tick: undefined, ...change });
  const chips = (options: readonly (readonly [string, string, ...unknown[]])[], key: 'show' | 'staff') =>
    options.map(([value, text]) => ({ href: link({ [key]: value }), text, on: asked[key] === value }));
  return {
    title: 'Training needs',
    lede: ledeOf(needs, fresh),
    by: facts.sortBy !== null && fresh.length > 0 ? byWords(facts.sortBy, today) : null,
    errors,
    figures: figuresOf(facts, open, fresh, link),
    views: [
      { href: link({ view: '' }), text: 'By theme', on: asked.view === '' },
      { href: link({ view: 'list' }), text: 'As a list', on: asked.view === 'list' },
    ],
    shows: chips(SHOWS, 'show'),
    staff: chips(STAFF, 'staff'),
    groups: groupsOf(facts, shown, asked, link),
    list: link({}),
    undo: undoOf(last, needs),
    empty:
      facts.year === null ? 'noYear' : needs.length === 0 ? 'none' : shown.length === 0 ? 'noneHere' : null,
    order: needs.some(({ place }) => place === 'triaged') ? paths.needsOrder.pattern : null,
    total: shown.length,
  };
}

function ledeOf(needs: readonly BoardNeed[], fresh: readonly BoardNeed[]): string {
  const people = new Set(needs.map(({ personId }) => personId)).size;
  if (needs.length === 0) return 'Needs come in as reviews are agreed and as people ask.';
  const all = `${capital(count(needs.length, 'training need'))} from ${count(people, 'person', 'people')}.`;
  return `${all} ${fresh.length === 0 ? 'All of them are sorted.' : `${capital(count(fresh.length, 'is', 'are'))} new.`}`;
}

function byWords(date: string, today: string): string {
  return date < today
    ? `They were to be sorted by ${longDate(date, today)}.`
    : `Sort them by ${longDate(date, today)}, so that the plan can go to the head.`;
}

function figuresOf(
  facts: BoardFacts,
  open: readonly BoardNeed[],
  fresh: readonly BoardNeed[],
  link: (change: Partial<TriageAsked>) => string,
): TriageModel['figures'] {
  const helpers = helpersBy(facts.strengths);
  const could = open.filter((need) => helpersOf([need], helpers).length > 0).length;
  const sorted = facts.needs.filter(({ level, place }) => level !== null && place !== 'declined').length;
  const people = new Map<string, Set<string>>();
  for (const { themeId, personId } of facts.needs) {
    if (themeId !== null) people.set(themeId, (people.get(themeId) ?? new Set()).add(personId));
  }
  const wide = [...people.values()].filter(({ size }) => size >= 5).length;
  return [
    { name: 'New', value: String(fresh.length), href: link({ show: 'new' }) },
    { name: 'Sorted', value: String(sorted), more: `of ${facts.needs.length}` },
    { name: 'Themes of five or more', value: String(wide), more: 'could be whole-school' },
    { name: 'A colleague could help', value: String(could), more: 'before buying anything' },
  ];
}

function groupsOf(
  facts: BoardFacts,
  shown: readonly BoardNeed[],
  asked: TriageAsked,
  link: (change: Partial<TriageAsked>) => string,
): TriageGroup[] {
  const helpers = helpersBy(facts.strengths);
  const ticked = new Set(asked.tick.split(','));
  const alike = lookAlikes(shown.filter(({ groupId, place }) => groupId === null && OPEN.has(place)));
  const rows = (needs: readonly BoardNeed[]): TriageRow[] =>
    gathered(needs).flatMap((bundle) => {
      const row = rowOf(bundle, helpers, ticked, facts.today);
      if (row === null) return [];
      const same = bundle.length === 1 ? alike.get(row.ids) : undefined;
      if (!same) return [row];
      const ids = [row.ids, ...same].join(',');
      return [
        {
          ...row,
          alike: {
            text: `Looks like ${same.length === 1 ? 'one other' : count(same.length, 'other')}: tick ${same.length === 1 ? 'both' : 'them all'}`,
            ids,
            href: link({ tick: ids }),
          },
        },
      ];
    });
  if (asked.view === 'list') {
    return shown.length === 0
      ? []
      : [{ id: 'all', title: 'All of them', tag: null, people: peopleWords(shown), rows: rows(shown) }];
  }
  const byTheme = new Map<string | null, BoardNeed[]>();
  for (const need of shown) byTheme.set(need.themeId, [...(byTheme.get(need.themeId) ?? []), need]);
  return [...byTheme]
    .map(([themeId, needs]) => ({ themeId, needs, rank: Math.min(...needs.map((need) => need.rank ?? 1e6)) }))
    .sort((a, b) => Number(a.themeId !== null) - Number(b.themeId !== null) || a.rank - b.rank)
    .map(({ themeId, needs }) => ({
      id: themeId ?? 'none',
      title:
        themeId === null
          ? 'Not under a theme yet'
          : (facts.themes.find(({ id }) => id === themeId)?.title ?? 'A theme no longer used'),
      tag: themeId === null ? null : tagOf(facts, needs),
      people: peopleWords(needs),
      rows: rows(themeId === null ? neighbours(needs, alike) : needs),
    }));
}

/** Those that look the same come one after the other. */
function neighbours(needs: readonly BoardNeed[], alike: ReadonlyMap<string, readonly string[]>): BoardNeed[] {
  const left = new Map(needs.map((need) => [need.id, need]));
  return needs.flatMap((need) => {
    const together = [need.id, ...(alike.get(need.id) ?? [])].flatMap((id) => left.get(id) ?? []);
    if (!left.has(need.id)) return [];
    for (const { id } of together) left.delete(id);
    return together;
  });
}

function tagOf(facts: BoardFacts, needs: readonly BoardNeed[]): TriageGroup['tag'] {
  const found = facts.priorities.find(({ id }) => needs.some(({ priorityId }) => priorityId === id));
  if (found) return { text: `School priority ${found.code}`, tone: 'green' };
  return needs.some(({ rank }) => rank !== null) ? null : { text: 'Not ranked', tone: 'orange' };
}

/** The last decision, for as long as something of it can be taken back. */
function undoOf(last: Draft | null, needs: readonly BoardNeed[]): TriageModel['undo'] {
  if (!last) return null;
  const ids = new Set([last.fields['ids'] ?? []].flat());
  const merged = last.fields['how'] === 'together';
  const still = needs.filter(
    (need) => ids.has(need.id) && (merged ? need.groupId === last.fields['group'] : need.undoable),
  );
  if (still.length === 0) return null;
  const what = String(last.fields['what'] ?? '');
  return { text: `${what} at ${clockTime(last.savedAt)}: ${figures(still.length, 'training need')}.` };
}
