/** Kinds of provision: not just courses. */
export const PROVISION = [
  'course',
  'inHouse',
  'coaching',
  'mentoring',
  'observation',
  'teamTeaching',
  'learningWalk',
  'actionResearch',
  'network',
  'workingParty',
  'qualification',
  'eLearning',
  'conference',
  'inset',
] as const;
export type Provision = (typeof PROVISION)[number];

/** What one line of a plan intends. Money in pence; paid time in minutes, apart from it. */
export interface LineText {
  readonly themeId: string | null;
  readonly priorityId: string | null;
  readonly title: string;
  readonly provision: Provision;
  readonly about: string;
  /** How many people it is for. */
  readonly people: number;
  readonly feePence: number;
  readonly travelPence: number;
  readonly materialsPence: number;
  /** Cash for cover, where it is bought. */
  readonly coverPence: number;
  readonly paidMinutes: number;
  readonly potId: string | null;
  readonly needIds: readonly string[];
}

export interface PlanLine extends LineText {
  readonly id: string;
  readonly editionId: string;
}

/** Cash of a line, pence. */
export const cashOf = (
  line: Pick<LineText, 'feePence' | 'travelPence' | 'materialsPence' | 'coverPence'>,
): number => line.feePence + line.travelPence + line.materialsPence + line.coverPence;

/** What a plan costs: cash in pence, cover apart within it, paid time beside it. */
export interface PlanCost {
  readonly items: number;
  readonly cashPence: number;
  readonly coverPence: number;
  readonly paidMinutes: number;
}

export const costOf = (lines: readonly LineText[]): PlanCost => ({
  items: lines.length,
  cashPence: lines.reduce((sum, line) => sum + cashOf(line), 0),
  coverPence: lines.reduce((sum, line) => sum + line.coverPence, 0),
  paidMinutes: lines.reduce((sum, line) => sum + line.paidMinutes, 0),
});

/** Cash per pot, pence; lines that cost nothing need none. */
export function cashByPot(lines: readonly LineText[]): Map<string, number> {
  const pots = new Map<string, number>();
  for (const line of lines) {
    if (line.potId !== null && cashOf(line) > 0)
      pots.set(line.potId, (pots.get(line.potId) ?? 0) + cashOf(line));
  }
  return pots;
}

/** Lines that cost money and name no pot to pay it from. */
export const withoutPot = (lines: readonly PlanLine[]): PlanLine[] =>
  lines.filter((line) => line.potId === null && cashOf(line) > 0);
