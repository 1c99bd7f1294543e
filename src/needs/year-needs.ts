import { Injectable } from '@nestjs/common';
import type { Standing } from '../../workflows/cycle/cycle.types.js';
import type { CommandContext } from '../engine/index.js';
import { addDays, Reviewers, todayOf } from '../people/index.js';
import { idFrom } from '../platform/ids.js';
import { cycleDates } from './cycle-dates.js';
import { expiringNeeds } from './expiring.js';
import { joinerNeedsFor } from './induction-needs.js';
import { needStart, writeNeeds } from './new-need.js';
import type { NewNeed } from './new-need.js';

/** States in which a need is finished with: carried over or closed, never asked about again. */
const SETTLED = ['live.judged.met', 'live.declined', 'live.withdrawn'];
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

  /** Needs for certificates that expire before the year ends or soon after; each certificate raises one. */
  async raiseExpiring(context: CommandContext, cycleId: string): Promise<void> {
    const cycle = await cycleDates(context.tx, cycleId);
    await this.raise(context, await expiringNeeds(context.tx, this.reviewers, cycle));
  }

  /** Carries needs that are not met into another year; what was decided about them goes along. Told once, however often. */
  async carryOver(context: CommandContext, fromCycleId: string, toCycleId: string): Promise<void> {
    const { triageBy } = await cycleDates(context.tx, toCycleId);
    const rows = await context.tx.query<{ id: string }>(
      `select id from cpd.need_now where cycle_id = $1 and status = 'active'
        and not exists (select from unnest($2::text[]) s where starts_with(state || '.', s || '.')) order by id`,
      [fromCycleId, SETTLED],
    );
    for (const { id } of rows) context.tell(id, { type: 'CARRY_OVER', toCycleId, triageBy });
  }

  /** The year is filed: needs that are settled close, open ones stay open. */
  async close(context: CommandContext, cycleId: string): Promise<void> {
    await this.tellAll(context, 'cycle_id', cycleId, { type: 'CLOSE' });
  }

  /** Another line manager reads a person's needs from now on. */
  async passToLineManager(
    context: CommandContext,
    personId: string,
    lineManager: string | null,
  ): Promise<void> {
    await this.tellAll(context, 'person_id', personId, { type: 'LINE_MANAGER_CHANGED', lineManager });
  }

  /** Somebody left: their needs end and stay on record. `on`: ISO date. */
  async endFor(context: CommandContext, personId: string, on: string): Promise<void> {
    await this.tellAll(context, 'person_id', personId, { type: 'LEAVE', on });
  }

  private async tellAll(
    context: CommandContext,
    column: 'cycle_id' | 'person_id',
    id: string,
    event: { type: string; [key: string]: unknown },
  ): Promise<void> {
    const rows = await context.tx.query<{ id: string }>(
      `select id from cpd.need_now where ${column} = $1 and status = 'active' order by id`,
      [id],
    );
    for (const row of rows) context.tell(row.id, event);
  }

  private async raise(context: CommandContext, needs: readonly NewNeed[]): Promise<void> {
    await writeNeeds(context.tx, needs);
    for (const need of needs) context.start('need', needStart(context.tx.principal.school, need));
  }
}
