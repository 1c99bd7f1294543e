import { Inject, Injectable } from '@nestjs/common';
import { Years } from '../cycles/index.js';
import { Engine, EventNotAccepted, InstanceFinished } from '../engine/index.js';
import type { IncomingEvent } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { ReviewDates } from './review-dates.js';
import { ReviewDatesService } from './review-dates.service.js';

interface OpenReview {
  readonly id: string;
  readonly cycleId: string;
  readonly revieweeId: string;
  readonly startedAt: Date;
  readonly dates: ReviewDates;
}

const OPEN = `select i.id, r.cycle_id as "cycleId", r.reviewee_id as "revieweeId", i.started_at as "startedAt",
    jsonb_build_object('agreeBy', c.now->'agreeBy', 'midYearBy', c.now->'midYearBy', 'closingFrom', c.now->'closingFrom',
      'closeBy', c.now->'closeBy') as dates
  from engine.instance i join confidential.review r on r.id = i.id join cpd.cycle y on y.id = r.cycle_id,
    lateral (select i.snapshot->'context' as now) c
 where i.tenant_id = auth.school() and i.chart = 'review' and i.status = 'active' order by i.id`;

/** Reviews that are open follow when a school changes its dates; their clocks are then computed again. */
@Injectable()
export class Redating {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Years) private readonly years: Years,
    @Inject(ReviewDatesService) private readonly dates: ReviewDatesService,
  ) {}

  /** Told twice it changes nothing more. Returns how many clocks moved. */
  async follow(school: string): Promise<number> {
    const job = this.engine.unit.job(school);
    const moved = await this.engine.unit.run(job, (tx) => this.moved(tx));
    for (const { id, event } of moved) {
      try {
        await this.engine.send(job, id, event);
      } catch (error) {
        // Completed meanwhile: it has no dates to keep any more.
        if (!(error instanceof InstanceFinished || error instanceof EventNotAccepted)) throw error;
      }
    }
    return this.engine.timers.recompute(job);
  }

  private async moved(system: Tx): Promise<{ id: string; event: IncomingEvent }[]> {
    const open = await system.query<OpenReview>(OPEN, []);
    const found: { id: string; event: IncomingEvent }[] = [];
    for (const cycleId of new Set(open.map((review) => review.cycleId))) {
      const reviews = open.filter((review) => review.cycleId === cycleId);
      const year = await this.years.one(system, cycleId);
      const datesOf = await this.dates.rule(system, year);
      const ids = reviews.map((review) => review.revieweeId);
      const people = new Map(
        (await this.years.people(system, year, localDate(system.at), ids)).map((p) => [p.id, p]),
      );
      for (const { id, revieweeId, startedAt, dates } of reviews) {
        const person = people.get(revieweeId);
        const fresh = person && datesOf(person, localDate(startedAt.toISOString()));
        if (fresh && differ(fresh, dates)) found.push({ id, event: { type: 'DATES_CHANGED', ...fresh } });
      }
    }
    return found;
  }
}

const differ = (one: ReviewDates, other: ReviewDates): boolean =>
  one.agreeBy !== other.agreeBy ||
  one.midYearBy !== other.midYearBy ||
  one.closingFrom !== other.closingFrom ||
  one.closeBy !== other.closeBy;
