import type { ReportDocument } from '../document/index.js';
import type { Edition } from '../files/index.js';

/** What each edition is called, and for whom it is. */
export const EDITION_WORDS: Readonly<Record<Edition, { readonly name: string; readonly means: string }>> = {
  head: { name: 'Whole report', means: 'For those who lead. Every figure opens to its records.' },
  governors: {
    name: 'Governors’ edition',
    means: 'Totals only: nobody is named, and small groups are merged or left out.',
  },
  staff: {
    name: 'Staff edition',
    means: 'As it was published to all staff: totals only, nobody is named.',
  },
  addendum: { name: 'Autumn addendum', means: 'With the results that came in the autumn.' },
};

const LEADS = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];
const GOVERNS = ['governor', 'chair'];

/** Which editions somebody may look at, their own first. What is not there yet is refused by the operation. */
export function editionsFor(roles: readonly string[]): readonly Edition[] {
  if (roles.some((role) => LEADS.includes(role))) return ['head', 'governors', 'staff'];
  return roles.some((role) => GOVERNS.includes(role)) ? ['governors', 'staff'] : ['staff'];
}

/** The edition that was asked for, where it is theirs; else their own. */
export function editionOf(asked: string | undefined, roles: readonly string[]): Edition {
  const open = editionsFor(roles);
  return open.find((edition) => edition === asked) ?? open[0] ?? 'staff';
}

export const isWhole = ({ readers }: ReportDocument): boolean => readers === 'leaders';
