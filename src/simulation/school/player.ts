import type { Chance } from '../chance.js';
import { behaviour } from '../behaviour.js';

export type Temperament = keyof typeof behaviour.temperaments;

/** A member of staff, or a governor, as the simulation plays them. */
export interface Player {
  readonly id: string;
  /** Payroll number: the same in every run, unlike order or memory. */
  readonly number: string;
  readonly name: string;
  readonly group: string;
  readonly online: boolean;
  readonly earlyCareer: boolean;
  readonly contractDays: readonly number[];
  readonly startsOn: string | null;
  readonly leavesOn: string | null;
  readonly managerId: string | null;
  readonly posts: readonly string[];
  readonly temperament: Temperament;
  /** Days away, both included; `to` null while nobody knows. */
  readonly away: readonly { readonly from: string; readonly to: string | null }[];
}

/** What kind of person somebody is; those who run the year are not the forgetful ones. */
export function temperamentOf(chance: Chance, number: string, posts: readonly string[]): Temperament {
  const thrown = chance.weighted(behaviour.temperaments, 'temperament', number);
  return posts.length > 0 && thrown === 'forgetful' ? 'steady' : thrown;
}

/** Whether somebody is in school on a date: in post, one of their days, not away. */
export function isIn(player: Player, date: string): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  const days = player.contractDays;
  return (
    isInPost(player, date) &&
    (days.length === 0 || days.includes(weekday)) &&
    !player.away.some(({ from, to }) => from <= date && (to === null || to >= date))
  );
}

export function isInPost({ startsOn, leavesOn }: Player, date: string): boolean {
  return (startsOn === null || startsOn <= date) && (leavesOn === null || leavesOn >= date);
}
