import type { Client } from 'pg';

/**
 * A year's records as they lie in the tables, and the log of events: all that the recount is given. Nothing here comes from
 * src/reports, and no state or outcome is read from what the engine keeps of a record now.
 */
export interface Raw {
  readonly person: readonly PersonRow[];
  readonly activity: readonly (Of<'kind' | 'title'> & {
    cycle_id: string;
    external: boolean;
    statutory: boolean;
    priority_id: string | null;
  })[];
  readonly booking: readonly (Of<'activity_id' | 'person_id' | 'cycle_id'> & object)[];
  readonly booking_purpose: readonly { booking_id: string; need_id: string | null }[];
  readonly session: readonly Of<'on_date' | 'activity_id'>[];
  readonly attendance: readonly { session_id: string; booking_id: string; mark: string; minutes: number }[];
  readonly commitment: readonly LedgerRow[];
  readonly pot: readonly { id: string; cycle_id: string; amount_pence: number }[];
  readonly plan: readonly { id: string; cycle_id: string }[];
  readonly plan_money: readonly { plan_id: string; version: number; pence: number }[];
  readonly plan_edition: readonly { id: string; plan_id: string; version: number | null }[];
  readonly plan_line: readonly { id: string; edition_id: string; plan_id: string; removed: boolean }[];
  readonly need: readonly { id: string; person_id: string; cycle_id: string; origin: string }[];
  readonly evaluation: readonly {
    id: string;
    cycle_id: string;
    activity_id: string;
    booking_id: string | null;
  }[];
  readonly evaluation_response: readonly ResponseRow[];
  readonly evaluation_evidence: readonly { evaluation_id: string; kind: string; level: number }[];
  readonly evaluation_measure: readonly {
    evaluation_id: string;
    baseline: number | null;
    actual: number | null;
  }[];
  readonly evaluation_judgement: readonly JudgementRow[];
  readonly evaluation_unreturned: readonly { evaluation_id: string; part: string; people: number }[];
  readonly certificate: readonly CertificateRow[];
  readonly quality_answer: readonly { activity_id: string; mark: string }[];
  readonly quality_afterwards: readonly { activity_id: string; mark: string }[];
  readonly hourly_rate: readonly { staff_group: string; from_on: string; pence: number }[];
  readonly report_ask: readonly { report_id: string; pence: number; struck_at: string | null }[];
  readonly self_assessment: readonly { id: string; cycle_id: string; person_id: string }[];
  readonly picture: readonly {
    assessment_id: string;
    taken: string;
    ratings: Readonly<Record<string, Rated>>;
  }[];
  readonly event: readonly EventRow[];
}

type Of<K extends string> = Readonly<Record<K | 'id', string>>;
interface Rated {
  readonly rating: number;
  readonly second: number | null;
}
export interface PersonRow {
  readonly id: string;
  readonly staff_group: string | null;
  readonly fte: number | null;
  readonly starts_on: string | null;
  readonly leaves_on: string | null;
  readonly early_career: boolean;
}
export interface LedgerRow {
  readonly cycle_id: string;
  readonly activity_id: string;
  readonly booking_id: string | null;
  readonly line: string;
  readonly kind: string;
  readonly pence: number;
}
export interface ResponseRow {
  readonly evaluation_id: string;
  readonly person_id: string;
  readonly stage: string;
  readonly worth: number | null;
  readonly learnt: number | null;
  readonly support: number | null;
  readonly use: string | null;
  readonly said: string;
  readonly factors: string;
}
interface JudgementRow {
  readonly evaluation_id: string;
  readonly kind: string;
  readonly outcome: string;
  readonly other_factors: string;
  readonly at: string;
}
interface CertificateRow {
  readonly person_id: string;
  readonly title: string;
  readonly statutory: boolean;
  readonly expires_on: string | null;
  readonly struck_at: string | null;
}
export interface EventRow {
  readonly instance_id: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly from_state: string | null;
  readonly to_state: string;
}

const TABLES = {
  cpd: [
    ...[
      'person',
      'activity',
      'booking',
      'booking_purpose',
      'session',
      'attendance',
      'commitment',
      'pot',
      'plan',
    ],
    ...['plan_money', 'plan_edition', 'plan_line', 'need', 'evaluation', 'evaluation_response'],
    ...['evaluation_evidence', 'evaluation_measure', 'evaluation_judgement', 'evaluation_unreturned'],
    ...['certificate', 'quality_answer', 'quality_afterwards', 'hourly_rate', 'report_ask'],
  ],
  confidential: ['self_assessment', 'picture'],
  engine: ['event'],
} as const;

/** Reads every row of every table that the recount needs, past all rights. */
export async function readRaw(look: Client): Promise<Raw> {
  const raw: Record<string, unknown> = {};
  for (const [schema, tables] of Object.entries(TABLES)) {
    for (const table of tables) {
      const { rows } = await look.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${schema}.${table} t`,
      );
      raw[table] = rows.map(({ row }) => row);
    }
  }
  return raw as unknown as Raw;
}
