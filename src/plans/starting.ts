import { Injectable } from '@nestjs/common';
import type { PlanInput, PlanPost } from '../../workflows/plan/plan.types.js';
import { Years } from '../cycles/index.js';
import type { CommandContext } from '../engine/index.js';
import { Directory } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';

/** The plan of a year always has the same id. */
export const planIdOf = (cycleId: string): string => idFrom('plan', cycleId);

/** Begins and closes a year's plan with the year. */
@Injectable()
export class PlanStarting {
  constructor(
    private readonly years: Years,
    private readonly directory: Directory,
  ) {}

  /** As the system, in the step in which the year begins: content, first edition, and the plan's own record. */
  async start(context: CommandContext, cycleId: string): Promise<void> {
    const { tx, at, instance } = context;
    const id = planIdOf(cycleId);
    const dates = instance.context as Readonly<Record<string, string>>;
    const limit = await this.years.policyNumber(tx, 'plan.amendmentLimitPence');
    await tx.query(
      `insert into cpd.plan (id, school_id, cycle_id, title)
        select $1, c.school_id, c.id, 'Training plan ' || c.title from cpd.cycle c where c.id = $2
        on conflict do nothing`,
      [id, cycleId],
    );
    await tx.query(
      `insert into cpd.plan_edition (id, school_id, plan_id, made_at) values ($1, $2, $1, $3) on conflict do nothing`,
      [id, tx.principal.school, at],
    );
    const input: Omit<PlanInput, 'at' | 'by'> = {
      ...{ schoolId: tx.principal.school, cycleId, planId: id, posts: await this.posts(tx) },
      coreDueOn: dates['corePlanDueOn'] ?? '',
      opensOn: dates['opensOn'] ?? '',
      amendBy: dates['planAmendedOn'] ?? '',
      amendmentLimitPence: limit,
    };
    context.start('plan', { id, key: cycleId, input: { ...input } });
  }

  /** The year closed: what was not spent is given back. */
  async close(context: CommandContext, cycleId: string): Promise<void> {
    const id = planIdOf(cycleId);
    const [plan] = await context.tx.query('select 1 from cpd.plan where id = $1', [id]);
    if (plan) context.tell(id, { type: 'CLOSE' });
  }

  /** Who writes, approves and hears of delay. The governor is the chair; without one, whoever governs longest. */
  private async posts(tx: Tx): Promise<Record<PlanPost, string | null>> {
    const first = async (post: 'cpdLeader' | 'head' | 'deputy' | 'governor' | 'chair') =>
      (await this.directory.holdersOf(tx, post))[0] ?? null;
    return {
      cpdLeader: await first('cpdLeader'),
      head: await first('head'),
      deputy: await first('deputy'),
      governor: (await first('chair')) ?? (await first('governor')),
    };
  }
}
