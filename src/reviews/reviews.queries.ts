import { Inject, Injectable } from '@nestjs/common';
import { Engine } from '../engine/index.js';
import type { PendingTimer } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Standing } from './standing.js';

/** One line of a list of reviews: whose, which year, where it stands, what is due. Nothing of what it says. */
export interface ReviewSummary {
  readonly id: string;
  readonly cycleId: string;
  readonly revieweeId: string;
  readonly reviewee: string;
  /** What the caller is to it. */
  readonly standing: Standing;
  readonly state: string;
  readonly status: string;
  readonly revision: number;
  /** Labels of where it stands, outermost first. */
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  readonly clocks: readonly PendingTimer[];
  readonly duties: readonly {
    name: string;
    event: string;
    dueAt: Date | null;
    late: boolean;
    mine: boolean;
  }[];
}

export interface ReviewFilter {
  readonly revieweeId?: string;
  readonly standing?: Standing;
  readonly cycleId?: string;
  readonly limit: number;
  readonly offset: number;
}

interface Row {
  readonly id: string;
  readonly cycleId: string;
  readonly revieweeId: string;
  readonly reviewee: string;
  readonly standing: Standing;
}

/** Reads of reviews as the caller: what the database does not show is not there. */
@Injectable()
export class ReviewsQueries {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** Reviews open to the caller, newest first. */
  async list(tx: Tx, filter: ReviewFilter): Promise<ReviewSummary[]> {
    const { revieweeId = null, standing = null, cycleId = null, limit, offset } = filter;
    const rows = await tx.query<Row>(
      `select * from (
          select r.id, r.cycle_id as "cycleId", r.reviewee_id as "revieweeId", p.forename || ' ' || p.surname as reviewee,
              confidential.standing(r.id) as standing, r.opened_at
            from confidential.review r join cpd.person p on p.id = r.reviewee_id
            where ($1::uuid is null or r.reviewee_id = $1) and ($2::uuid is null or r.cycle_id = $2)) open
        where $3::text is null or standing = $3
        order by opened_at desc, reviewee, id limit $4 offset $5`,
      [revieweeId, cycleId, standing, limit, offset],
    );
    return this.withPlaces(tx, rows);
  }

  /** One review's line; undefined where it is not open to the caller. */
  async one(tx: Tx, id: string): Promise<ReviewSummary | undefined> {
    const rows = await tx.query<Row>(
      `select r.id, r.cycle_id as "cycleId", r.reviewee_id as "revieweeId", p.forename || ' ' || p.surname as reviewee,
          confidential.standing(r.id) as standing
        from confidential.review r join cpd.person p on p.id = r.reviewee_id where r.id = $1`,
      [id],
    );
    return (await this.withPlaces(tx, rows))[0];
  }

  /** The review of the same person before this one, where the caller may read it. */
  async before(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `select b.id from confidential.review r
        join confidential.review b on b.reviewee_id = r.reviewee_id and (b.opened_at, b.id) < (r.opened_at, r.id)
        where r.id = $1 order by b.opened_at desc, b.id desc limit 1`,
      [id],
    );
    return row?.id ?? null;
  }

  /**
   * Adds where each stands. The rows were read as the caller, who may know that; a new reviewer, who reads the review
   * before, is not among the readers of its record, so the engine is asked as the system.
   */
  private withPlaces(tx: Tx, rows: readonly Row[]): Promise<ReviewSummary[]> {
    const me = `person:${tx.principal.person}`;
    return tx.asSystem(async (system) => {
      const summaries: ReviewSummary[] = [];
      for (const { id, cycleId, revieweeId, reviewee, standing } of rows) {
        const [exists] = await system.query('select 1 from engine.instance where id = $1', [id]);
        if (!exists) continue;
        const { state, status, revision, at, context } = await this.engine.read.instance(system, id);
        const people = context['people'] as Record<string, string | string[] | null>;
        const tasks = await system.query<{
          name: string;
          event: string;
          due_at: Date | null;
          assignees: string[];
        }>(
          'select name, event, due_at, assignees from engine.task where instance_id = $1 order by due_at, name',
          [id],
        );
        summaries.push({
          id,
          cycleId,
          revieweeId,
          reviewee,
          standing,
          state,
          status,
          revision,
          labels: at.map(({ label }) => label),
          reviewers: [people['reviewer'] ?? []].flat(),
          clocks: await this.engine.read.timers(system, id),
          duties: tasks.map((task) => ({
            name: task.name,
            event: task.event,
            dueAt: task.due_at,
            late: task.due_at !== null && task.due_at.toISOString() < tx.at,
            mine: task.assignees.includes(me),
          })),
        });
      }
      return summaries;
    });
  }
}
