/** Who stands above whom when something is late, lowest first. The governors come last, and hear only that it is late. */
const LADDER = ['cpdLeader', 'head', 'deputy', 'chair', 'governor'] as const;

/** Where work goes that belongs to a vacant post. */
const FOR_VACANT = ['head', 'deputy'] as const;

export interface Question {
  /** A role of the record or a post, as the chart named it. */
  readonly who: string;
  readonly escalation: boolean;
  /** People of the record by role. */
  readonly people: Readonly<Record<string, unknown>>;
  /** Who holds a post today. */
  readonly holders: (post: string) => readonly string[];
  /** People who owe the thing that is late and have been reminded of it. */
  readonly owing: readonly string[];
}

/**
 * Who is told. A role of the record is its people, anything else is whoever holds the post today; a vacant post falls to
 * the head. What goes up never goes to somebody who owes the thing and was reminded: the next rung hears of it instead.
 */
export function recipients({ who, escalation, people, holders, owing }: Question): readonly string[] {
  const named = who in people ? idsOf(people[who]) : holders(who);
  if (!escalation) return named.length > 0 ? named : firstHeld(FOR_VACANT, holders, []);
  const above = named.filter((id) => !owing.includes(id));
  if (above.length > 0) return above;
  const rung = LADDER.findIndex((post) => post === who);
  return firstHeld(LADDER.slice(rung + 1), holders, owing);
}

function firstHeld(
  posts: readonly string[],
  holders: Question['holders'],
  except: readonly string[],
): readonly string[] {
  for (const post of posts) {
    const others = holders(post).filter((id) => !except.includes(id));
    if (others.length > 0) return others;
  }
  return [];
}

/** Roles under which charts keep the person whose record it is. */
const SUBJECTS = ['reviewee', 'person'] as const;

/** Whose record it is; nobody's for a school's year, plan or report. */
export function subjectOf(people: Readonly<Record<string, unknown>>): string | null {
  return SUBJECTS.flatMap((role) => idsOf(people[role]))[0] ?? null;
}

function idsOf(held: unknown): readonly string[] {
  if (Array.isArray(held)) return held.filter((id): id is string => typeof id === 'string');
  return typeof held === 'string' ? [held] : [];
}
