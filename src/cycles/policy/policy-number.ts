/** What a number of policy counts. `choice`: 0 is no, 1 is yes. */
export type PolicyUnit =
  'workingDays' | 'schoolWeeks' | 'days' | 'hours' | 'minutes' | 'pence' | 'percent' | 'count' | 'choice';

/** One number that a school may set differently; what it does not set has the default. */
export interface PolicyNumber {
  /** Stable, `<workflow>.<name>`: charts name it in their clock rules. */
  readonly key: string;
  readonly default: number;
  readonly unit: PolicyUnit;
  /** Smallest and largest that makes sense. */
  readonly least: number;
  readonly most: number;
  /** For people: 'Draft statement after the planning meeting'. */
  readonly label: string;
  /** Where the default comes from. */
  readonly source: string;
}

/** Limits that go with a unit unless a number says otherwise. */
const RANGE: Readonly<Record<PolicyUnit, readonly [least: number, most: number]>> = {
  workingDays: [0, 190],
  schoolWeeks: [0, 39],
  days: [0, 730],
  hours: [0, 720],
  minutes: [0, 60_000],
  pence: [0, 100_000_000],
  percent: [0, 100],
  count: [0, 1000],
  choice: [0, 1],
};

/** Writes one number down with the limits of its unit. */
export function policyNumber(
  key: string,
  value: number,
  unit: PolicyUnit,
  label: string,
  source: string,
): PolicyNumber {
  const [least, most] = RANGE[unit];
  return { key, default: value, unit, least, most, label, source };
}
