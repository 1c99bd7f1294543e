import type { Invariant } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** What a simulated year came to. The contract of `simulate --json`. */
export interface YearResult {
  /** Whether every invariant holds. */
  readonly ok: boolean;
  readonly seed: number;
  /** How many records stand where: workflow -> state -> number. */
  readonly instances: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Due times that passed before the thing was done. */
  readonly late: number;
  /** How often somebody further up was told of that. */
  readonly escalated: number;
  /** What fell away because its time was over. */
  readonly lapsed: number;
  readonly invariants: readonly Invariant[];
}

export type Figures = Pick<YearResult, 'instances' | 'late' | 'escalated' | 'lapsed'>;

const STATES = `select chart, state, status, count(*)::int as n from engine.instance group by chart, state, status
  order by chart, state, status`;

/** The dates of the year itself pass without anybody being late; the rungs of a ladder are counted as escalations. */
const TIMES = `select
    count(*) filter (where delay like '%Due' and chart <> 'cycle' and delay not in ('chaseDue', 'meetingDue')
      and delay not like '%EscalationDue')::int as late,
    count(*) filter (where delay like '%Lapses' and delay <> 'recordLapses')::int as lapsed
  from (select split_part(v.type, '.', 3) as delay, i.chart
          from engine.event v join engine.instance i on i.id = v.instance_id where v.type like 'xstate.after.%') fired`;

const ESCALATED = `select count(*)::int as n from engine.outbox where command = 'remind' and params->>'escalation' = 'true'`;

/** Reads what a year came to, as the system of the school. */
export async function figuresOf(tx: Tx): Promise<Figures> {
  const states = await tx.query<{ chart: string; state: string; status: string; n: number }>(STATES);
  const [times] = await tx.query<{ late: number; lapsed: number }>(TIMES);
  const [escalated] = await tx.query<{ n: number }>(ESCALATED);
  const instances: Record<string, Record<string, number>> = {};
  for (const { chart, state, status, n } of states) {
    const counts = (instances[chart] ??= {});
    const name = status === 'quarantined' ? `quarantined in ${state}` : state;
    counts[name] = (counts[name] ?? 0) + n;
  }
  return { instances, late: times?.late ?? 0, lapsed: times?.lapsed ?? 0, escalated: escalated?.n ?? 0 };
}
