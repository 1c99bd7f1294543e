/** When people are reminded of one kind of duty. All numbers are working days of the person whose duty it is. */
export interface ReminderRule {
  /** So many days before it is due, e.g. [2]. */
  readonly beforeDue: readonly number[];
  /** On the day itself. */
  readonly onDue: boolean;
  /** So many days after it was due, e.g. [5]. */
  readonly afterDue: readonly number[];
  /** When the reviewer or line manager (or else the CPD leader) hears that it is late; null: never. */
  readonly firstRungAfter: number | null;
  /** When the head hears that it is late; null: never. */
  readonly headAfter: number | null;
}

/** Rules by kind: '*' for everything, a chart ('review'), or a duty of a chart ('review.writeStatement'). */
export type ReminderPolicy = Readonly<Record<string, ReminderRule>>;

/** For everything that a school says nothing else about. The charts remind of some things by themselves as well. */
export const DEFAULT_RULE: ReminderRule = {
  beforeDue: [2],
  onDue: true,
  afterDue: [5],
  firstRungAfter: 6,
  headAfter: 10,
};

/**
 * Places on courses are quick: what waits for a few days is gone. Evaluations are not worth a head's time; whoever leads
 * professional development hears of them.
 */
export const DEFAULT_POLICY: ReminderPolicy = {
  '*': DEFAULT_RULE,
  booking: { beforeDue: [1], onDue: true, afterDue: [3], firstRungAfter: 4, headAfter: 8 },
  impact: { beforeDue: [2], onDue: true, afterDue: [5, 15], firstRungAfter: 15, headAfter: null },
};

/** The rule for a duty: the school's own before the defaults, the narrower kind before the wider. */
export function ruleFor(own: ReminderPolicy, chart: string, duty: string): ReminderRule {
  const kinds = [`${chart}.${duty}`, chart, '*'];
  for (const kind of kinds) {
    const rule = own[kind] ?? DEFAULT_POLICY[kind];
    if (rule) return rule;
  }
  return DEFAULT_RULE;
}
