import { Inject, Injectable } from '@nestjs/common';
import { Engine } from '../engine/index.js';
import type { CommandContext, CommandHandler, StartRequest } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import { Arrangements } from './arrangements.service.js';
import { YearStarters } from './year-starters.js';
import type { Year, YearPerson } from './year-starters.js';
import { Years } from './years.queries.js';

type What = 'reviews' | 'standards';

/** People at a time: one transaction for what the feature writes, one for the starts. */
const CHUNK = 500;

/** Opening a year: one review and one self-assessment for everybody who has one, at once or for one who joins later. */
@Injectable()
export class OpeningCommands {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Years) private readonly years: Years,
    @Inject(YearStarters) private readonly starters: YearStarters,
    @Inject(Arrangements) private readonly arrangements: Arrangements,
  ) {}

  handlers(): CommandHandler[] {
    return [
      { command: 'pinVersions', handle: (context, params) => this.pin(context, String(params['cycleId'])) },
      { command: 'openReviews', handle: (context) => this.openAll('reviews', context) },
      { command: 'openStandards', handle: (context) => this.openAll('standards', context) },
      { command: 'startReviewFor', handle: (context, params) => this.openOne('reviews', context, params) },
      {
        command: 'startStandardsFor',
        handle: (context, params) => this.openOne('standards', context, params),
      },
    ];
  }

  private async pin({ tx }: CommandContext, cycleId: string): Promise<void> {
    const newest = Object.fromEntries(
      [...new Set(this.engine.charts.all.map((chart) => chart.name))].map((name) => [
        name,
        this.engine.charts.latest(name).version,
      ]),
    );
    await tx.query('update cpd.cycle set pinned = $2 where id = $1', [cycleId, JSON.stringify(newest)]);
  }

  /** Interrupted, it is delivered again and goes on: content rows and starts that exist are left alone. */
  private async openAll(what: What, { tx, instance }: CommandContext): Promise<void> {
    const starter = this.starters.starterOf(what);
    if (!starter) return;
    const year = await this.years.one(tx, instance.id);
    const today = localDate(tx.at);
    const on = today > year.opensOn ? today : year.opensOn;
    const staff = await this.years.staff(tx);
    const job = this.engine.unit.job(instance.tenant);
    for (let from = 0; from < staff.length; from += CHUNK) {
      const ids = staff.slice(from, from + CHUNK);
      const { people, requests } = await this.engine.unit.run(job, async (own) => {
        const known = await this.years.people(own, year, on, ids);
        const here = known.filter((person) => person.from <= on && has(what, person));
        return { people: here, requests: await starter.requests(own, year, here) };
      });
      await this.engine.startMany(job, starter.chart, pinned(requests, year, starter.chart));
      for (const { id, awaySince } of people) {
        // From today: what begins now has lost nothing to the days before.
        if (awaySince !== null) await this.arrangements.standStill(instance.tenant, id, on);
      }
    }
  }

  private async openOne(
    what: What,
    { tx, instance, start }: CommandContext,
    params: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const starter = this.starters.starterOf(what);
    if (!starter) return;
    const year = await this.years.one(tx, instance.id);
    const people = await this.years.people(tx, year, localDate(tx.at), [String(params['personId'])]);
    const those = people.filter((person) => has(what, person));
    if (those.length === 0) return;
    const requests = await starter.requests(tx, year, those);
    for (const request of pinned(requests, year, starter.chart)) start(starter.chart, request);
  }
}

/**
 * Reviews are for employees beyond induction; self-assessments for everybody but short contracts, where there is a framework.
 * Both are held by the home school of somebody who works in two.
 */
function has(what: What, person: YearPerson): boolean {
  if (!person.reviewedHere) return false;
  if (what === 'reviews') return person.standing === 'employee';
  return person.standing !== 'shortTerm' && person.frameworkCode !== null;
}

function pinned(requests: readonly StartRequest[], year: Year, chart: string): StartRequest[] {
  const version = year.pinned[chart];
  return requests.map((request) => (version === undefined ? request : { version, ...request }));
}
