import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { AnnexService } from './annex.service.js';
import { objectivesInForce } from './objectives-in-force.js';
import { STATEMENT_PARTS } from './review-parts.js';
import type { Objective, ObjectiveJudgement } from './review-parts.js';
import { WritingService } from './writing.service.js';

/** What becomes visible to the other person, and what is hidden again: the feature's writes of SHARE, JUDGE, WITHDRAW. */
@Injectable()
export class Sharing {
  constructor(
    @Inject(WritingService) private readonly writing: WritingService,
    @Inject(AnnexService) private readonly annex: AnnexService,
  ) {}

  /** Refuses a statement without objectives, or with one that has no title or success criteria. */
  async shareStatement(tx: Tx, reviewId: string): Promise<void> {
    const latest = await this.writing.latest(tx, reviewId, 'objectives');
    const objectives = (latest?.body as { objectives?: readonly Objective[] } | undefined)?.objectives ?? [];
    if (objectives.length === 0) {
      throw new Refused(
        422,
        'no-objectives',
        'A statement has one to five objectives. Write at least one, then share.',
      );
    }
    const unfinished = objectives
      .filter((o) => !o.title.trim() || !o.successCriteria.trim())
      .map((o) => o.id);
    if (unfinished.length > 0) {
      throw new Refused(
        422,
        'objectives-unfinished',
        'Each objective needs a title and how its success will be seen.',
        { objectives: unfinished },
      );
    }
    await this.writing.share(tx, reviewId, STATEMENT_PARTS);
    await this.annex.share(tx, reviewId, 'reviewer');
  }

  /** The reviewee shows their preparation, their proposed objectives, needs and aims to the reviewer. */
  async sharePreparation(tx: Tx, reviewId: string): Promise<void> {
    await this.writing.share(tx, reviewId, ['preparation', 'proposedObjectives']);
    await this.annex.share(tx, reviewId, 'reviewee');
    await tx.query(
      `update confidential.long_range_aim set shared_at = $2
        where review_id = $1 and shared_at is null and dropped_at is null`,
      [reviewId, tx.at],
    );
  }

  /** Refuses while an objective in force is without outcome or reason. */
  async shareJudgement(tx: Tx, reviewId: string): Promise<void> {
    const latest = await this.writing.latest(tx, reviewId, 'judgement');
    const body = latest?.body as { judgements?: readonly ObjectiveJudgement[] } | undefined;
    const judged = new Map(body?.judgements?.map((j) => [j.objectiveId, j]));
    const open = (await objectivesInForce(tx, reviewId))
      .filter(({ id }) => !judged.get(id)?.outcome || !judged.get(id)?.why.trim())
      .map(({ id }) => id);
    if (!latest || open.length > 0) {
      throw new Refused(
        422,
        'not-judged',
        'Say of each objective whether it was met, partly met or not, and why; then share the judgement.',
        { objectives: open },
      );
    }
    await this.writing.share(tx, reviewId, ['judgement']);
  }

  /** Taking back what was shared hides it; withdrawing an agreement or a signature hides nothing that both had read. */
  async withdraw(tx: Tx, instance: InstanceRef): Promise<void> {
    if (instance.state.includes('.closing')) {
      if (instance.state.includes('.signing')) await this.writing.takeBack(tx, instance.id, ['judgement']);
    } else if (instance.state.includes('.shared')) {
      await this.writing.takeBack(tx, instance.id, STATEMENT_PARTS);
      await this.annex.takeBack(tx, instance.id);
    }
  }
}
