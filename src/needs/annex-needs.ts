import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../engine/index.js';
import { Reviewers, todayOf } from '../people/index.js';
import { idFrom } from '../platform/ids.js';
import type { AgreedNeed, AnnexReceiver } from '../reviews/index.js';
import { cycleDates } from './cycle-dates.js';
import { raiseNeeds } from './new-need.js';
import type { NewNeed } from './new-need.js';

/** Takes over what the annex of an agreed review passes on, and nothing else of the review. */
@Injectable()
export class AnnexNeeds implements AnnexReceiver {
  constructor(private readonly reviewers: Reviewers) {}

  /** As the system, in the transaction in which the annex items are marked; an item raises one need, however often it comes. */
  async raiseNeeds(context: CommandContext, agreed: readonly AgreedNeed[]): Promise<void> {
    const { tx, instance } = context;
    const people = [...new Set(agreed.map((item) => item.personId))];
    const managers = await this.reviewers.of(tx, people, todayOf(tx));
    const cycles = new Map<string, string>();
    for (const { cycleId } of agreed) {
      if (!cycles.has(cycleId)) cycles.set(cycleId, (await cycleDates(tx, cycleId)).triageBy);
    }
    const reviewer = (instance.context['people'] as Record<string, unknown> | undefined)?.['reviewer'];
    const needs = agreed.map((item): NewNeed => {
      const { annexNeedId, personId, cycleId, title, outcome, framework, standards, standardsId, gapId } =
        item;
      return {
        ...{
          id: idFrom('need', annexNeedId),
          key: `annex:${annexNeedId}`,
          personId,
          cycleId,
          title,
          outcome,
        },
        ...{ framework, standards, standardsId, gapId, reviewId: instance.id },
        origin: item.origin === 'standardsGap' ? 'standardsGap' : 'annex',
        lineManager: typeof reviewer === 'string' ? reviewer : (managers.get(personId) ?? null),
        triageBy: cycles.get(cycleId) ?? todayOf(tx),
      };
    });
    for (const start of await raiseNeeds(tx, needs)) context.start('need', start);
  }
}
