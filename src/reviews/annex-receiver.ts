import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../engine/index.js';

/** A training need as it leaves a review: nothing else does. */
export interface AgreedNeed {
  /** Id of the annex item, for a need's own deterministic id. */
  readonly annexNeedId: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly title: string;
  /** What will be different, for whom, and how it will be seen. */
  readonly outcome: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
  /** The self-assessment and its rating in which the gap showed, where it came from one. */
  readonly standardsId: string | null;
  readonly gapId: string | null;
  readonly origin: 'reviewAnnex' | 'standardsGap';
}

/** Who takes needs over. Called in the transaction in which the annex items are marked as passed. */
export interface AnnexReceiver {
  raiseNeeds(context: CommandContext, needs: readonly AgreedNeed[]): Promise<void>;
}

/** Where the needs feature says that it takes over what annexes pass: reviews know nothing of it. */
@Injectable()
export class AnnexReceivers {
  private receiver: AnnexReceiver | undefined;

  register(receiver: AnnexReceiver): void {
    this.receiver = receiver;
  }

  /** Throws while nobody takes needs over: the command is then kept and tried again, never lost. */
  raiseNeeds(context: CommandContext, needs: readonly AgreedNeed[]): Promise<void> {
    if (!this.receiver) throw new Error('Nobody takes over the training needs that reviews pass on.');
    return this.receiver.raiseNeeds(context, needs);
  }
}
