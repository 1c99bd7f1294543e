import { Inject, Injectable } from '@nestjs/common';
import { Engine, EventNotAccepted, KeyReused } from '../engine/index.js';
import type { IncomingEvent } from '../engine/index.js';
import { Directory, Reviewers } from '../people/index.js';
import type { StaffNews } from '../people/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Years } from './years.queries.js';

interface Told {
  readonly to: string;
  readonly event: IncomingEvent;
  /** Sets apart several events of one piece of news. */
  readonly mark: string;
}

/** Tells the school's years what happened among the staff: each year once, under a key that follows from the news. */
@Injectable()
export class YearNews {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Years) private readonly years: Years,
    @Inject(Reviewers) private readonly reviewers: Reviewers,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  async hear(proof: Proof, all: readonly StaffNews[]): Promise<void> {
    for (const { news, told } of await this.engine.unit.run(proof, (tx) => this.whatToTell(tx, all))) {
      for (const one of told) await this.tell(proof, news, one);
    }
  }

  /** What each piece of news is to each year that is not filed; nothing where there is no such year. */
  private async whatToTell(tx: Tx, all: readonly StaffNews[]) {
    const live = await tx.query<{ id: string }>(
      `select id from engine.instance where chart = 'cycle' and status = 'active' order by key`,
    );
    const found: { news: StaffNews; told: Told[] }[] = [];
    if (live.length === 0) return found;
    for (const news of all) {
      const events = await this.eventsOf(tx, news);
      const told: Told[] = [];
      for (const { id } of live) told.push(...(await this.forYear(tx, id, events, news)));
      found.push({ news, told });
    }
    return found;
  }

  private async tell(proof: Proof, news: StaffNews, { to, event, mark }: Told): Promise<void> {
    try {
      const key = `staff-news.${news.id}.${to}.${mark}`;
      await this.engine.send(proof, to, event, { key, why: news.id });
    } catch (error) {
      // A year that was filed meanwhile, or a question that is answered, need not hear of it. A key that was used means
      // that the year was told before telling broke off; what it would be told today may differ by now.
      if (!(error instanceof EventNotAccepted || error instanceof KeyReused)) throw error;
    }
  }

  private async forYear(
    tx: Tx,
    cycleId: string,
    events: readonly IncomingEvent[],
    news: StaffNews,
  ): Promise<Told[]> {
    const own = news.kind === 'joined' || news.kind === 'returned' || news.kind === 'standing';
    const all = own ? await this.joining(tx, cycleId, news) : events;
    return all.map((event) => ({
      to: cycleId,
      event,
      mark: `${event.type}.${String(event['personId'] ?? '')}`,
    }));
  }

  /** Somebody new, or who now has a review: what the year depends on is read on the day it is told. */
  private async joining(tx: Tx, cycleId: string, news: StaffNews): Promise<IncomingEvent[]> {
    const year = await this.years.one(tx, cycleId);
    const [person] = await this.years.people(tx, year, localDate(tx.at), [news.personId]);
    if (!person) return [];
    const { standing, reviewedHere } = person;
    const on = news.on > year.opensOn ? news.on : year.opensOn;
    const what = { personId: news.personId, on, hasFramework: person.frameworkCode !== null };
    if (news.kind !== 'standing') return [{ type: 'JOIN', ...what, standing, reviewedHere }];
    return standing === 'employee' ? [{ type: 'CHANGE_STANDING', ...what }] : [];
  }

  private async eventsOf(tx: Tx, news: StaffNews): Promise<IncomingEvent[]> {
    const { kind, personId, on } = news;
    if (kind === 'left') return this.leaving(tx, personId, on);
    if (kind === 'missing') return [{ type: 'MISSING_FROM_FILE', personId, importId: news.importId }];
    if (kind === 'stillHere') return [{ type: 'STILL_HERE', personId }];
    if (kind === 'post') return this.postPassing(tx, news);
    if (kind !== 'lineManager' || news.newId === null) return [];
    return [{ type: 'LINE_MANAGER_CHANGED', personId, from: news.oldId, to: news.newId, on }];
  }

  /** Their own records end; whom they managed pass to their line manager's line manager, in the end to the head. */
  private async leaving(tx: Tx, personId: string, on: string): Promise<IncomingEvent[]> {
    const [person] = await tx.query<{ gone: boolean }>(
      'select coalesce(leaves_on <= $2, false) as gone from cpd.person where id = $1',
      [personId, on],
    );
    if (!person?.gone) return [];
    const today = localDate(tx.at);
    const managed = await this.directory.managedBy(tx, personId, today);
    const reviewers = await this.reviewers.of(tx, managed, today);
    return [
      { type: 'LEAVER', personId, on },
      ...managed.flatMap((id) => {
        const to = reviewers.get(id) ?? null;
        return to === null ? [] : [{ type: 'LINE_MANAGER_CHANGED', personId: id, from: personId, to, on }];
      }),
    ];
  }

  private async postPassing(tx: Tx, { post, oldId, newId, on }: StaffNews): Promise<IncomingEvent[]> {
    if (post === null) return [];
    const holders = newId === null ? await this.directory.holdersOf(tx, post, localDate(tx.at)) : [newId];
    const to = holders.find((holder) => holder !== oldId) ?? null;
    return [{ type: 'POST_CHANGED', post, from: oldId, to, on }];
  }
}
