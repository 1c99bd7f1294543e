import { Injectable } from '@nestjs/common';
import type { CycleDates, Standing } from '../../workflows/cycle/cycle.types.js';
import type { ReviewInFlight } from '../../workflows/review/review.types.js';
import type { CommandContext, StartRequest } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** A year as those who add to it see it. */
export interface Year extends CycleDates {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
  readonly previousId: string | null;
  readonly governorsMeetOn: string | null;
  /** Chart name -> version; a chart that is not here runs on its newest. */
  readonly pinned: Readonly<Record<string, number>>;
}

export type { ReviewInFlight };

/** One person for whom something of the year begins. */
export interface YearPerson {
  readonly id: string;
  readonly staffGroup: string;
  readonly standing: Standing;
  /** Line manager, or whoever stands in; null for the head. */
  readonly reviewerId: string | null;
  readonly frameworkCode: string | null;
  /** False: confirms on paper or on a shared device. */
  readonly online: boolean;
  readonly isHead: boolean;
  /** False for staff of two schools of a trust whose home is the other one. */
  readonly reviewedHere: boolean;
  /** First day of a long absence that lasts on the day asked about: what begins for them stands still at once. */
  readonly awaySince: string | null;
  /** From when their year counts: the opening, or their own first day. */
  readonly from: string;
  readonly inFlight: ReviewInFlight | null;
}

/**
 * What a feature begins for people: it writes its content rows (leaving alone those that exist: it may be called again) and
 * returns what is to be started. Called for at most 500 people at a time, in a transaction of the system of the school.
 */
export interface Starter {
  readonly chart: string;
  requests(tx: Tx, year: Year, people: readonly YearPerson[]): Promise<readonly StartRequest[]>;
}

/** Commands of the year's chart to which other features add, and what each is told. */
export interface YearCalls {
  startPlan: { readonly cycleId: string };
  collectCarryOver: { readonly cycleId: string; readonly fromCycleId: string | null };
  chaseLate: { readonly cycleId: string; readonly what: 'reviews' | 'needs' | 'planAmendment' };
  startReport: { readonly cycleId: string; readonly reportDueOn: string };
  raiseInductionNeeds: { readonly cycleId: string; readonly personId: string; readonly standing: Standing };
  endInstancesOf: { readonly cycleId: string; readonly personId: string; readonly on: string };
  passOnWork: {
    readonly post: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly on: string;
  };
  carryOver: { readonly cycleId: string; readonly toSchoolId: string | null };
  closePlan: { readonly cycleId: string };
}

type Contribution<C extends keyof YearCalls> = (
  context: CommandContext,
  params: YearCalls[C],
) => Promise<void>;

/**
 * Where features say what they add to a year, so that the year knows none of them. They do so in `onModuleInit`:
 * `years.starts('reviews', {...})`, `years.adds('closePlan', async ({ tell }, { cycleId }) => {...})`.
 */
@Injectable()
export class YearStarters {
  private readonly starters = new Map<'reviews' | 'standards', Starter>();
  private readonly contributions = new Map<keyof YearCalls, Contribution<never>[]>();
  private readonly followers: ((school: string) => Promise<unknown>)[] = [];
  private frameworks: Readonly<Record<string, string | null>> = {};

  starts(what: 'reviews' | 'standards', starter: Starter): void {
    this.starters.set(what, starter);
  }

  adds<C extends keyof YearCalls>(command: C, contribution: Contribution<C>): void {
    const known = this.contributions.get(command) ?? [];
    this.contributions.set(command, [...known, contribution as Contribution<never>]);
  }

  /** Framework of each staff group while the school has chosen no other; null for none. */
  useFrameworks(defaults: Readonly<Record<string, string | null>>): void {
    this.frameworks = defaults;
  }

  /** For records that keep dates of a year: told, after the commit, that the school changed some. */
  whenDatesChange(follow: (school: string) => Promise<unknown>): void {
    this.followers.push(follow);
  }

  async datesChanged(school: string): Promise<void> {
    for (const follow of this.followers) await follow(school);
  }

  starterOf(what: 'reviews' | 'standards'): Starter | undefined {
    return this.starters.get(what);
  }

  frameworkOf(staffGroup: string): string | null {
    return this.frameworks[staffGroup] ?? null;
  }

  /** Lets everybody do their part, one after the other, in the command's own transaction. */
  async call<C extends keyof YearCalls>(
    command: C,
    context: CommandContext,
    params: YearCalls[C],
  ): Promise<void> {
    for (const contribution of this.contributions.get(command) ?? []) {
      await (contribution as Contribution<C>)(context, params);
    }
  }
}
