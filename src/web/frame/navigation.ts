import { paths } from '../paths.js';

/** What the frame knows of who is signed in. */
export interface Standing {
  /** Posts held today, and 'staff' and 'reviewer'. */
  readonly roles: readonly string[];
}

/** Duties open for somebody, by chart and the role in which they are theirs. */
export type Duties = readonly { readonly chart: string; readonly role: string; readonly n: number }[];

interface Entry {
  readonly href: string;
  readonly text: string;
  /** For whom it is there. */
  readonly for: (standing: Standing) => boolean;
  /** Which duties it counts: only what needs this person. */
  readonly counts?: (duty: Duties[number]) => boolean;
}

export interface NavigationItem {
  readonly href: string;
  readonly text: string;
  readonly count: number;
  readonly current: boolean;
}

const holds =
  (...roles: string[]) =>
  (standing: Standing): boolean =>
    roles.some((role) => standing.roles.includes(role));
const staff = holds('staff');
const everyone = (): boolean => true;
const DECISIONS = new Set(['cpdLeader', 'head', 'deputy', 'finance', 'lineManager', 'approver', 'asked']);

const ENTRIES: readonly Entry[] = [
  { href: paths.home.pattern, text: 'Today', for: everyone },
  { href: paths.review.pattern, text: 'My review', for: staff },
  { href: paths.development.pattern, text: 'My development', for: staff },
  {
    href: paths.reviewees.pattern,
    text: 'People I review',
    for: holds('reviewer'),
    counts: ({ chart, role }) => ['review', 'standards'].includes(chart) && role === 'reviewer',
  },
  { href: paths.courses.pattern, text: 'Courses and coaching', for: staff },
  {
    href: paths.needs.pattern,
    text: 'Training needs',
    for: holds('cpdLeader', 'cpdTeam', 'head', 'deputy'),
    counts: ({ chart, role }) => chart === 'need' && role !== 'person',
  },
  {
    href: paths.approvals.pattern,
    text: 'Approvals',
    for: holds('cpdLeader', 'head', 'deputy', 'finance', 'reviewer'),
    counts: ({ chart, role }) => chart === 'booking' && DECISIONS.has(role),
  },
  {
    href: paths.plan.pattern,
    text: 'Training plan',
    for: holds('cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance'),
    counts: ({ chart }) => chart === 'plan',
  },
  { href: paths.money.pattern, text: 'Money', for: holds('finance') },
  {
    href: paths.cover.pattern,
    text: 'Cover',
    for: holds('cover'),
    counts: ({ role }) => role === 'cover',
  },
  {
    href: paths.impact.pattern,
    text: 'Impact',
    for: holds('staff', 'cpdLeader', 'head', 'deputy', 'governor', 'chair', 'adviser'),
    counts: ({ chart }) => chart === 'report',
  },
  { href: paths.totals.pattern, text: 'Totals', for: holds('governor', 'chair') },
  { href: paths.referrals.pattern, text: 'Referrals', for: holds('adviser') },
  { href: paths.progress.pattern, text: 'Progress', for: holds('cpdLeader', 'head', 'deputy') },
  { href: paths.staff.pattern, text: 'Staff', for: holds('administrator') },
  { href: paths.settings.pattern, text: 'School settings', for: holds('administrator') },
];

/**
 * The navigation of one person. `known` are the addresses that have a page; `here` is where they are: an entry is lit on
 * the pages below it too.
 */
export function navigationOf(
  standing: Standing,
  duties: Duties,
  known: ReadonlySet<string>,
  here: string,
): NavigationItem[] {
  return ENTRIES.filter((entry) => known.has(entry.href) && entry.for(standing)).map(
    ({ href, text, counts }) => ({
      href,
      text,
      count: duties.filter((duty) => counts?.(duty) ?? false).reduce((sum, { n }) => sum + n, 0),
      current: href === '/' ? here === '/' : here === href || here.startsWith(`${href}/`),
    }),
  );
}
