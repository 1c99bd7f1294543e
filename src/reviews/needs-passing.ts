import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { AskSettlerParams, PassNeedsParams } from '../../workflows/review/review.types.js';
import { Refused } from '../api/index.js';
import type { CommandContext } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { AnnexItem } from './annex-item.entity.js';
import { AnnexReceivers } from './annex-receiver.js';
import type { AgreedNeed } from './annex-receiver.js';

/** Passes training needs on, and nothing else of a review. */
@Injectable()
export class NeedsPassing {
  constructor(@Inject(AnnexReceivers) private readonly receivers: AnnexReceivers) {}

  /**
   * Command `passNeeds`: marks what passes and hands it over in one transaction; what is contested waits, and the review
   * is told of it so that its record and its tasks show that somebody is to decide.
   */
  async pass(context: CommandContext, params: PassNeedsParams): Promise<void> {
    const { tx } = context;
    const settled = params.which === 'settled';
    const open = await tx.manager.getRepository(AnnexItem).find({
      where: {
        reviewId: params.reviewId,
        ...(params.annexNeedId === null ? {} : { id: params.annexNeedId }),
        sharedAt: Not(IsNull()),
        droppedAt: IsNull(),
        passedAt: IsNull(),
        settledAt: settled ? Not(IsNull()) : IsNull(),
      },
      order: { addedAt: 'ASC', id: 'ASC' },
    });
    const both = params.which === 'wantedByBoth';
    const passing = open.filter((item) => !both || (item.wantedByReviewee && item.wantedByReviewer));
    const contested = open.filter((item) => !passing.includes(item));
    if (contested.length > 0) {
      const to = params.contestedTo === null ? [] : [params.contestedTo].flat();
      await this.mark(tx, contested, { contestedTo: to });
      context.tell(params.reviewId, { type: 'CONTESTED', annexNeedIds: contested.map(({ id }) => id) });
    }
    await this.handOver(context, passing, params.cycleId, params.reviewee);
  }

  /** Command `askSettler`: what is contested and undecided waits for whoever decides now, and for nobody else. */
  async ask({ tx }: CommandContext, { reviewId, needs, settler }: AskSettlerParams): Promise<void> {
    if (needs.length === 0) return;
    await tx.manager
      .getRepository(AnnexItem)
      .update(
        { reviewId, id: In([...needs]), settledAt: IsNull(), passedAt: IsNull() },
        { contestedTo: settler === null ? [] : [settler].flat() },
      );
  }

  /**
   * The feature's own part of SETTLE_NEED: whether a need that only one of the two wanted passes on, or not. By whoever
   * it waits for; throws 403, 404, 409.
   */
  async settle(tx: Tx, reviewId: string, itemId: string, pass: boolean): Promise<void> {
    const items = tx.manager.getRepository(AnnexItem);
    const item = await this.mayBeSettled(tx, reviewId, itemId);
    const { person } = tx.principal;
    await items.update({ id: item.id }, { settledAt: tx.at, settledBy: person, settledPass: pass });
  }

  /** The need, where it waits for the caller's decision. Throws 403, 404, 409. */
  async mayBeSettled(tx: Tx, reviewId: string, itemId: string): Promise<AnnexItem> {
    const item = await tx.manager.getRepository(AnnexItem).findOneBy({ id: itemId, reviewId });
    if (!item) throw new Refused(404, 'not-found', 'There is no such need, or it is not open to you.');
    if (!item.contestedTo.includes(tx.principal.person ?? '')) {
      throw new Refused(403, 'not-permitted', 'This need waits for somebody independent of the two.');
    }
    if (item.settledAt !== null || item.passedAt !== null) {
      throw new Refused(409, 'settled', 'This need has been decided already.', { by: item.settledBy });
    }
    return item;
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
