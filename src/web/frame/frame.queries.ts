import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Visitor } from '../visitor.js';
import type { Duties } from './navigation.js';

/** What surrounds every page: in which year somebody is, and what waits for them. */
export interface FrameFacts {
  /** The year that today lies in, or the next to come; null before the first is set up. */
  readonly year: string | null;
  readonly duties: Duties;
}

/** One round trip: this is part of every page. */
const FRAME = {
  name: 'web.frame',
  text: `select
      (select c.title from cpd.cycle c
        where c.school_id = auth.school() and c.ends_on >= ($1::timestamptz at time zone 'Europe/London')::date
        order by c.starts_on limit 1) as year,
      coalesce((select jsonb_agg(d) from (select i.chart, t.role, count(*)::int as n
        from engine.task t join engine.instance i on i.id = t.instance_id
        where t.tenant_id = auth.school() and t.assignees && (select auth.audiences()) group by 1, 2) d), '[]') as duties`,
};

export function readFrame(unit: UnitOfWork, { proof }: Visitor): Promise<FrameFacts> {
  return unit.run(proof, async (tx) => {
    const [facts] = await tx.query<FrameFacts>(FRAME, [tx.at]);
    return facts ?? { year: null, duties: [] };
  });
}
