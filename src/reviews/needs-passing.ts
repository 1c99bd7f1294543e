import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { PassNeedsParams } from '../../workflows/review/review.types.js';
import { Refused } from '../api/index.js';
import { Engine } from '../engine/index.js';
import type { CommandContext, StartRequest } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { AnnexItem } from './annex-item.entity.js';
import { AnnexReceivers } from './annex-receiver.js';
import type { AgreedNeed } from './annex-receiver.js';

/** Passes training needs on, and nothing else of a review. */
@Injectable()
export class NeedsPassing {
  constructor(
    @Inject(AnnexReceivers) private readonly receivers: AnnexReceivers,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

  /** Command `passNeeds`: marks what passes and hands it over in one transaction; what is contested waits. */
  async pass(context: CommandContext, params: PassNeedsParams): Promise<void> {
    const { tx } = context;
    const open = await tx.manager.getRepository(AnnexItem).find({
      where: {
        reviewId: params.reviewId,
        ...(params.annexNeedId === null ? {} : { id: params.annexNeedId }),
        sharedAt: Not(IsNull()),
        droppedAt: IsNull(),
        passedAt: IsNull(),
        settledAt: IsNull(),
      },
      order: { addedAt: 'ASC', id: 'ASC' },
    });
    const both = params.which === 'wantedByBoth';
    const passing = open.filter((item) => !both || (item.wantedByReviewee && item.wantedByReviewer));
    const contested = open.filter((item) => !passing.includes(item));
    if (contested.length > 0) {
      const to = params.contestedTo === null ? [] : [params.contestedTo].flat();
      await this.mark(tx, contested, { contestedTo: to });
    }
    await this.handOver(context, passing, params.cycleId, params.reviewee);
  }

  /**
   * Decides about a need that only one of the two wanted, when a statement was issued without agreement: passes it on, or
   * not. By whoever it waits for; throws 403, 404, 409.
   */
  async settle(tx: Tx, reviewId: string, itemId: string, pass: boolean): Promise<void> {
    const items = tx.manager.getRepository(AnnexItem);
    const item = await items.findOneBy({ id: itemId, reviewId });
    const person = tx.principal.person ?? '';
    if (!item) throw new Refused(404, 'not-found', 'There is no such need, or it is not open to you.');
    if (!item.contestedTo.includes(person)) {
      throw new Refused(403, 'not-permitted', 'This need waits for somebody independent of the two.');
    }
    if (item.settledAt !== null || item.passedAt !== null) {
      throw new Refused(409, 'settled', 'This need has been decided already.', { by: item.settledBy });
    }
    await items.update({ id: itemId }, { settledAt: tx.at, settledBy: person, settledPass: pass });
    if (!pass) return;
    const starts: { chart: string; request: StartRequest }[] = [];
    await tx.asSystem(async (system) => {
      const [review] = await system.query<{ cycleId: string; revieweeId: string }>(
        'select cycle_id as "cycleId", reviewee_id as "revieweeId" from confidential.review where id = $1',
        [reviewId],
      );
      const instance = await this.engine.read.instance(system, reviewId);
      const context: CommandContext = {
        tx: system,
        at: tx.at,
        instance: { ...instance, tenant: tx.principal.school },
        effect: `${itemId}.settled`,
        start: (chart, request) => void starts.push({ chart, request }),
        tell: () => {
          throw new TypeError('Taking a need over tells no other record.');
        },
      };
      await this.handOver(context, [item], review?.cycleId ?? '', review?.revieweeId ?? '');
    });
    for (const { chart, request } of starts) await this.engine.startIn(tx, chart, request);
  }

  private async handOver(
    context: CommandContext,
    items: readonly AnnexItem[],
    cycleId: string,
    personId: string,
  ): Promise<void> {
    if (items.length === 0) return;
    await this.mark(context.tx, items, { passedAt: context.at });
    await this.receivers.raiseNeeds(
      context,
      items.map((item) => agreedNeed(item, cycleId, personId)),
    );
  }

  private async mark(tx: Tx, items: readonly AnnexItem[], change: Partial<AnnexItem>): Promise<void> {
    await tx.manager.getRepository(AnnexItem).update({ id: In(items.map((item) => item.id)) }, change);
  }
}

function agreedNeed(item: AnnexItem, cycleId: string, personId: string): AgreedNeed {
  const { id, title, outcome, framework, standards, gapId, assessmentId: standardsId } = item;
  const origin = gapId === null ? 'reviewAnnex' : 'standardsGap';
  return {
    annexNeedId: id,
    cycleId,
    personId,
    title,
    outcome,
    framework,
    standards,
    standardsId,
    gapId,
    origin,
  };
}
