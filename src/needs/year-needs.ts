import { Injectable } from '@nestjs/common';
import type { Standing } from '../../workflows/cycle/cycle.types.js';
import type { CommandContext } from '../engine/index.js';
import { addDays, Reviewers, todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { cycleDates } from './cycle-dates.js';
import { expiringNeeds } from './expiring.js';
import { joinerNeedsFor } from './induction-needs.js';
import { raiseNeeds } from './new-need.js';
import type { NewNeed } from './new-need.js';

/** True in states in which a need is finished with: it is not carried over, and closes some day. */
const SETTLED = `(${['live.judged.met', 'live.declined', 'live.withdrawn'].map((s) => `starts_with(state || '.', '${s}.')`).join(' or ')})`;
/** Days in which a joiner's needs should be sorted. */
const JOINER_DAYS = 14;

/** What a school's year orders of needs. All as the system, inside the transaction of the command. */
@Injectable()
export class YearNeeds {
  constructor(private readonly reviewers: Reviewers) {}

  /** Induction and statutory needs of somebody who joins; each once a year. */
  async raiseForJoiner(
    context: CommandContext,
    joiner: { readonly cycleId: string; readonly personId: string; readonly standing: Standing },
  ): Promise<void> {
    const { cycleId, personId, standing } = joiner;
    const today = todayOf(context.tx);
    const reviewers = await this.reviewers.of(context.tx, [personId], today);
    const needs = joinerNeedsFor(standing).map(({ code, title, outcome, origin }): NewNeed => {
      const id = idFrom('need', 'joiner', cycleId, personId, code);
      const triageBy = addDays(today, JOINER_DAYS);
      const lineManager = reviewers.get(personId) ?? null;
      return { id, key: id, personId, cycleId, title, outcome, origin, lineManager, triageBy };
    });
    await this.raise(context, needs);
  }

  /** Needs for certificates (or for one) that expire before the year ends or soon after; each certificate raises one. */
  async raiseExpiring(context: CommandContext, cycleId: string, only: string | null = null): Promise<void> {
    const cycle = await cycleDates(context.tx, cycleId);
    await this.raise(context, await expiringNeeds(context.tx, this.reviewers, cycle, only));
  }

  /**
   * A year is over, or the next one opens: needs that are not met go into the next one, with what was decided about them.
   * Needs of the years before it that are settled close now: their evaluations have had a year. Nothing moves while there
   * is no next year. Told twice, it changes nothing.
   */
  async carryOver(context: CommandContext, fromCycleId: string): Promise<void> {
    const { tx } = context;
    const toCycleId = await nextYear(tx, fromCycleId);
    if (toCycleId === null) return;
    const { triageBy } = await cycleDates(tx, toCycleId);
    const open = await tx.query<{ id: string }>(
      `select id from cpd.need_now where cycle_id = $1 and status = 'active' and not ${SETTLED} order by id`,
      [fromCycleId],
    );
    for (const { id } of open) context.tell(id, { type: 'CARRY_OVER', toCycleId, triageBy });
    const old = await tx.query<{ id: string }>(
      `select n.id from cpd.need_now n join cpd.cycle c on c.id = n.cycle_id, cpd.cycle f
        where f.id = $1 and c.ends_on < f.starts_on and n.status = 'active' and ${SETTLED} order by n.id`,
      [fromCycleId],
    );
    for (const { id } of old) context.tell(id, { type: 'CLOSE' });
  }

  private async raise(context: CommandContext, needs: readonly NewNeed[]): Promise<void> {
    for (const start of await raiseNeeds(context.tx, needs)) context.start('need', start);
  }
}

/** The year after a year; one that was set up by mistake and thrown away does not count. */
async function nextYear(tx: Tx, cycleId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select n.id from cpd.cycle n join cpd.cycle f on f.id = $1 left join engine.instance i on i.id = n.id
      where n.starts_on > f.starts_on and i.state is distinct from 'discarded'
      order by n.starts_on limit 1`,
    [cycleId],
  );
  return row?.id ?? null;
}
