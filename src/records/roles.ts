import type { Tx } from '../platform/database/unit-of-work.js';

/** Somebody by name, and the post in which something is theirs. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

const NAMES = {
  name: 'records.names',
  text: `select id, forename || ' ' || surname as name from cpd.person where id = any ($1)`,
};
const HOLDERS = {
  name: 'records.holders',
  text: `select o.post, p.id, p.forename || ' ' || p.surname as name from cpd.post o join cpd.person p on p.id = o.person_id
    where o.from_date <= $1 and (o.to_date is null or o.to_date > $1) order by p.surname, p.forename`,
};

/** Who people and posts are on a day. */
export class Directory {
  private constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly posts: ReadonlyMap<string, readonly Holder[]>,
  ) {}

  static async read(tx: Tx, ids: Iterable<string>, today: string): Promise<Directory> {
    const wanted = [...new Set(ids)];
    const people = await tx.query<Holder>(NAMES, [wanted]);
    const held = await tx.query<Holder & { post: string }>(HOLDERS, [today]);
    const posts = new Map<string, Holder[]>();
    for (const { post, id, name } of held) posts.set(post, [...(posts.get(post) ?? []), { id, name }]);
    return new Directory(new Map(people.map(({ id, name }) => [id, name])), posts);
  }

  name(id: string): string {
    return this.names.get(id) ?? 'Somebody';
  }

  holdersOf(post: string): readonly Holder[] {
    return this.posts.get(post) ?? [];
  }

  /** The people behind 'person:<id>' and 'post:<post>'. */
  behind(assignees: readonly string[]): Holder[] {
    const found = assignees.flatMap((assignee) => {
      const [kind, rest = ''] = assignee.split(':');
      return kind === 'person' ? [{ id: rest, name: this.name(rest) }] : this.holdersOf(rest);
    });
    return [...new Map(found.map((holder) => [holder.id, holder])).values()];
  }
}

/** Ids of everybody named in a record's context, by role. */
export function peopleIn(
  context: Readonly<Record<string, unknown>>,
): Readonly<Record<string, readonly string[]>> {
  const people = (context['people'] ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(people).map(([role, held]) => [
      role,
      [held].flat().filter((id) => typeof id === 'string'),
    ]),
  );
}

/** Whose record it is: the person that it is about, where there is one. */
export function subjectIn(context: Readonly<Record<string, unknown>>): string | null {
  const people = peopleIn(context);
  return people['reviewee']?.[0] ?? people['person']?.[0] ?? null;
}
