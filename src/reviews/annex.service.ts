import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ArrayContains, IsNull } from 'typeorm';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { AnnexItem } from './annex-item.entity.js';
import type { Side } from './review-parts.js';
import { placeOf } from './standing.js';

/** What somebody writes about one need. */
export interface AnnexWording {
  readonly title: string;
  readonly outcome: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
}

/** Where a need came from: a gap of a self-assessment. */
export interface AnnexGap {
  readonly assessmentId: string;
  readonly gapId: string;
}

/** The annex of a review: needs put in, worded, wanted or not by each of the two. */
@Injectable()
export class AnnexService {
  list(tx: Tx, reviewId: string): Promise<AnnexItem[]> {
    return tx.manager
      .getRepository(AnnexItem)
      .find({ where: { reviewId }, order: { addedAt: 'ASC', id: 'ASC' } });
  }

  /**
   * Puts a need in, private to the caller's side until it is shared. `forReviewee`: the reviewer enters what somebody
   * without a computer wants. Needs of the reviewee and the reviewer only.
   */
  async add(
    tx: Tx,
    reviewId: string,
    wording: AnnexWording,
    options: { forReviewee?: boolean; shared?: boolean; gap?: AnnexGap } = {},
  ): Promise<AnnexItem> {
    const side = await this.sideOf(tx, reviewId);
    const item = tx.manager.getRepository(AnnexItem).create({
      ...wording,
      ...options.gap,
      standards: [...wording.standards],
      id: randomUUID(),
      schoolId: tx.principal.school,
      reviewId,
      side,
      version: 1,
      wantedByReviewee: side === 'reviewee' || (options.forReviewee ?? false),
      wantedByReviewer: side === 'reviewer',
      addedBy: tx.principal.person ?? '',
      addedAt: tx.at,
      sharedAt: options.shared ? tx.at : null,
      contestedTo: [],
    });
    await tx.manager.getRepository(AnnexItem).insert(item);
    return this.one(tx, reviewId, item.id);
  }

  /** Changes the wording; the wording before is kept. Refuses a version that is not the newest, with both texts. */
  async reword(
    tx: Tx,
    reviewId: string,
    itemId: string,
    version: number,
    wording: AnnexWording,
  ): Promise<AnnexItem> {
    await this.sideOf(tx, reviewId);
    const item = await this.one(tx, reviewId, itemId);
    mustBeOpen(item);
    const change = { ...wording, standards: [...wording.standards], version: version + 1 };
    const { affected } = await tx.manager
      .getRepository(AnnexItem)
      .update({ id: itemId, version, passedAt: IsNull() }, change);
    if (!affected) {
      const theirs = await this.one(tx, reviewId, itemId);
      throw new Refused(
        409,
        'written-meanwhile',
        'This need was changed in the meantime. Here are both texts; nothing was replaced.',
        { version: theirs.version, theirs: { title: theirs.title, outcome: theirs.outcome }, yours: wording },
      );
    }
    await tx.query(
      `insert into confidential.annex_wording (annex_item_id, school_id, version, title, outcome, replaced_by, replaced_at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      [itemId, tx.principal.school, item.version, item.title, item.outcome, tx.principal.person, tx.at],
    );
    return this.one(tx, reviewId, itemId);
  }

  /** Says whether the caller wants a need. */
  async want(
    tx: Tx,
    reviewId: string,
    itemId: string,
    wanted: boolean,
    forReviewee: boolean,
  ): Promise<AnnexItem> {
    const side = await this.sideOf(tx, reviewId);
    mustBeOpen(await this.one(tx, reviewId, itemId));
    const reviewee = side === 'reviewee' || forReviewee;
    await tx.manager
      .getRepository(AnnexItem)
      .update({ id: itemId }, reviewee ? { wantedByReviewee: wanted } : { wantedByReviewer: wanted });
    return this.one(tx, reviewId, itemId);
  }

  /** Takes a need out again; only the side that put it in, and only until it has passed. */
  async drop(tx: Tx, reviewId: string, itemId: string): Promise<AnnexItem> {
    const side = await this.sideOf(tx, reviewId);
    const item = await this.one(tx, reviewId, itemId);
    mustBeOpen(item);
    if (item.side !== side) {
      throw new Refused(
        403,
        'not-permitted',
        'The other of you put this need in. Say that you do not want it instead of taking it out.',
      );
    }
    await tx.manager.getRepository(AnnexItem).update({ id: itemId }, { droppedAt: tx.at });
    return this.one(tx, reviewId, itemId);
  }

  /** Makes an item of the annex ready to pass by itself, during the year; a contested one waits for its moderator. */
  async raise(tx: Tx, reviewId: string, itemId: string, contested: readonly string[]): Promise<AnnexItem> {
    const item = await this.one(tx, reviewId, itemId);
    mustBeOpen(item);
    if (item.contestedTo.length > 0 || contested.includes(itemId)) {
      throw new Refused(
        409,
        'contested',
        'Only one of you wanted this need: it waits for somebody independent.',
      );
    }
    if (item.sharedAt === null) {
      await tx.manager.getRepository(AnnexItem).update({ id: itemId }, { sharedAt: tx.at });
    }
    return item;
  }

  /** Shows the items of a side to the other. */
  async share(tx: Tx, reviewId: string, side: Side): Promise<void> {
    await tx.manager
      .getRepository(AnnexItem)
      .update({ reviewId, side, sharedAt: IsNull(), droppedAt: IsNull() }, { sharedAt: tx.at });
  }

  /** Hides what the reviewer shared and the reviewee has not said yes to. */
  async takeBack(tx: Tx, reviewId: string): Promise<void> {
    await tx.manager
      .getRepository(AnnexItem)
      .update(
        { reviewId, side: 'reviewer', wantedByReviewee: false, passedAt: IsNull() },
        { sharedAt: null },
      );
  }

  /** Contested needs that wait for the caller's decision. */
  waitingFor(tx: Tx): Promise<AnnexItem[]> {
    return tx.manager.getRepository(AnnexItem).find({
      where: {
        contestedTo: ArrayContains([tx.principal.person ?? '']),
        settledAt: IsNull(),
        passedAt: IsNull(),
      },
      order: { addedAt: 'ASC', id: 'ASC' },
      take: 100,
    });
  }

  /** Throws 404. */
  async one(tx: Tx, reviewId: string, itemId: string): Promise<AnnexItem> {
    const item = await tx.manager.getRepository(AnnexItem).findOneBy({ id: itemId, reviewId });
    if (!item)
      throw new Refused(404, 'not-found', 'There is no such need in this annex, or it is not open to you.');
    return item;
  }

  private async sideOf(tx: Tx, reviewId: string): Promise<Side> {
    const { standing, status } = await placeOf(tx, reviewId);
    if (standing !== 'reviewee' && standing !== 'reviewer') {
      throw new Refused(403, 'not-permitted', 'The annex is written by the reviewee and the reviewer.');
    }
    if (status !== 'active')
      throw new Refused(409, 'finished', 'This review is closed; its annex stays as it is.');
    return standing;
  }
}

function mustBeOpen(item: AnnexItem): void {
  if (item.passedAt !== null) {
    throw new Refused(
      409,
      'passed-on',
      'This need has passed to the CPD leader; the annex keeps what it said. Raise another need where more is wanted.',
    );
  }
  if (item.droppedAt !== null) throw new Refused(409, 'dropped', 'This need was taken out of the annex.');
}
