/** What people call the records of each chart: one, and several. Never the chart's own name. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  cycle: ['year', 'years'],
  review: ['review', 'reviews'],
  standards: ['self-assessment', 'self-assessments'],
  need: ['training need', 'training needs'],
  plan: ['training plan', 'training plans'],
  activity: ['course or coaching', 'courses and coaching'],
  booking: ['booking', 'bookings'],
  impact: ['evaluation', 'evaluations'],
  report: ['impact report', 'impact reports'],
};

export function kindOf(chart: string): string {
  return KINDS[chart]?.[0] ?? chart;
}

export function kindsOf(chart: string): string {
  return KINDS[chart]?.[1] ?? chart;
}

/** What somebody's duty or step is called by, where it is no post. */
const ROLES: Readonly<Record<string, string>> = {
  person: 'the person concerned',
  reviewee: 'the person reviewed',
  reviewer: 'the reviewer',
  lineManager: 'the line manager',
  approver: 'whoever approves',
  asked: 'whoever was asked',
  contributor: 'whoever was asked to contribute',
  moderator: 'whoever decides disagreements',
  facilitator: 'whoever leads it',
  organiser: 'the organiser',
  writer: 'the writer',
  head: 'the head',
  deputy: 'the deputy head',
  cpdLeader: 'the CPD leader',
  cpdTeam: 'the CPD team',
  finance: 'finance',
  cover: 'cover',
  governor: 'the governors',
  chair: 'the chair of governors',
  adviser: 'the adviser',
  administrator: 'the administrator',
};

export function roleName(role: string): string {
  return ROLES[role] ?? role;
}
