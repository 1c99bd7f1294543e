import { capital, count, joined, paths } from '../../web/index.js';
import { isTeacher, LEVELS, originWords, placeWords } from './need-phrases.js';
import type { PlaceWords } from './need-phrases.js';
import type { BoardNeed, Strength } from './needs.schemas.js';

/** One line of the triage page: one need, or the same need of several people that were merged. */
export interface TriageRow {
  /** What its tick stands for: ids with commas between. */
  readonly ids: string;
  readonly title: string;
  readonly href: string;
  readonly who: string;
  readonly from: string;
  readonly level: string;
  readonly help: string;
  readonly place: PlaceWords;
  readonly rank: number | null;
  readonly ticked: boolean;
  /** Others that look the same: a link that ticks them all. */
  readonly alike?: { readonly text: string; readonly ids: string; readonly href: string };
}

/** Needs that go together: merged ones that stand at the same place and under the same theme. In the order given. */
export function gathered(needs: readonly BoardNeed[]): BoardNeed[][] {
  const bundles = new Map<string, BoardNeed[]>();
  for (const need of needs) {
    const key =
      need.groupId === null ? need.id : [need.groupId, need.place, need.themeId, need.level].join(' ');
    const bundle = bundles.get(key);
    if (bundle) bundle.push(need);
    else bundles.set(key, [need]);
  }
  return [...bundles.values()];
}

/** Names of those who are strong at what each need is about, by framework and standard. */
export function helpersBy(strengths: readonly Strength[]): ReadonlyMap<string, readonly Strength[]> {
  const by = new Map<string, Strength[]>();
  for (const one of strengths) {
    const key = `${one.framework} ${one.standard}`;
    by.set(key, [...(by.get(key) ?? []), one]);
  }
  return by;
}

/** Colleagues who could help with these needs, whoever needs it themselves left out. */
export function helpersOf(
  bundle: readonly BoardNeed[],
  helpers: ReadonlyMap<string, readonly Strength[]>,
): string[] {
  const learners = new Set(bundle.map(({ personId }) => personId));
  const names = new Map<string, string>();
  for (const { framework, standards } of bundle) {
    for (const standard of standards) {
      for (const { personId, person } of helpers.get(`${framework} ${standard}`) ?? []) {
        if (!learners.has(personId)) names.set(personId, person);
      }
    }
  }
  return [...names.values()];
}

export function rowOf(
  bundle: readonly BoardNeed[],
  helpers: ReadonlyMap<string, readonly Strength[]>,
  ticked: ReadonlySet<string>,
  today: string,
): Omit<TriageRow, 'alike'> | null {
  const [first] = bundle;
  if (!first) return null;
  const names = [...new Set(bundle.map(({ person }) => person))];
  const merged = bundle.length > 1;
  const standards = [...new Set(bundle.flatMap((need) => need.standards))];
  const origins = joined([...new Set(bundle.map(({ origin }) => originWords(origin)))]);
  const could = helpersOf(bundle, helpers);
  const title = merged ? (first.group ?? first.title) : first.title;
  const carried = first.carried > 0 ? `. Carried over ${first.carried === 1 ? 'once' : 'again'}` : '';
  const who = merged
    ? `${names[0]} and ${count(names.length - 1, 'other')}, merged`
    : `${first.person}, ${first.staffGroup ? groupWords(first.staffGroup) : 'staff'}`;
  return {
    ids: bundle.map(({ id }) => id).join(','),
    title,
    href: paths.need.to({ id: first.id }),
    who,
    from: `From ${origins}${standards.length > 0 ? ` (${standards.join(', ')})` : ''}${carried}`,
    level: LEVELS[first.level ?? ''] ?? 'Not set yet',
    help:
      could.length === 0
        ? 'Nobody known yet'
        : could.length < 3
          ? joined(could)
          : `${could[0]}, ${could.length - 1} more`,
    place: placeWords(first, today),
    rank: first.rank,
    ticked: bundle.every(({ id }) => ticked.has(id)),
  };
}

/** 'Nine people: six teachers and three support staff'. */
export function peopleWords(needs: readonly BoardNeed[]): string {
  const people = new Map(needs.map((need) => [need.personId, need]));
  const teachers = [...people.values()].filter(isTeacher).length;
  const support = people.size - teachers;
  const all = capital(count(people.size, 'person', 'people'));
  if (support === 0) return `${all}, ${people.size === 1 ? 'a teacher' : 'all teachers'}`;
  if (teachers === 0) return `${all}, ${people.size === 1 ? 'support staff' : 'all support staff'}`;
  return `${all}: ${count(teachers, 'teacher')} and ${count(support, 'of the support staff', 'of the support staff')}`;
}

/** 'teaching assistant' of 'teachingAssistant'. */
export const groupWords = (group: string): string =>
  group.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
