import type { Id } from './chart.js';

/** One person, several (a panel), or nobody. */
export type Held = Id | readonly Id[] | null;

/** The people who hold a role. */
export const holders = (held: Held): readonly Id[] =>
  held === null ? [] : typeof held === 'string' ? [held] : held;

/** True when that person holds the role, alone or with others. */
export const isHeldBy = (held: Held, person: Id): boolean => holders(held).includes(person);

/** True when some person holds both roles. */
export const overlap = (one: Held, other: Held): boolean => holders(one).some((id) => isHeldBy(other, id));

/**
 * The roles, in order, that are held by somebody who is not held up in a role before them: nobody is told twice, and
 * nobody is told about themselves (domain: escalation skips the same person).
 */
export function distinctRoles<R extends string>(
  people: Readonly<Record<R, Held>>,
  roles: readonly R[],
  except: readonly Held[],
): readonly R[] {
  const told: Held[] = [...except];
  return roles.filter((role) => {
    const apart = holders(people[role]).length > 0 && !told.some((held) => overlap(held, people[role]));
    if (apart) told.push(people[role]);
    return apart;
  });
}
