import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import { Engine } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { cashOf, costOf } from './plan-line.js';
import type { PlanCost, PlanLine } from './plan-line.js';
import { linesAt, openEdition } from './plan-lines.queries.js';

/** One edition of a plan: the first draft or an amendment. Cash before and after it, in pence. */
export interface EditionView {
  readonly id: string;
  readonly version: number | null;
  readonly note: string;
  readonly madeAt: Date;
  readonly effectiveAt: Date | null;
  readonly beforePence: number | null;
  readonly afterPence: number | null;
  readonly dropped: boolean;
}

/** What somebody said about an edition, or one of its lines. */
export interface CommentView {
  readonly editionId: string;
  readonly lineId: string | null;
  readonly body: string;
  readonly by: string;
  readonly at: Date;
}

/** A plan as those who write, approve and pay see it. */
export interface PlanView {
  readonly id: string;
  readonly cycleId: string;
  readonly title: string;
  readonly version: number;
  readonly state: string;
  readonly revision: number;
  readonly labels: readonly string[];
  readonly explain: string;
  /** The edition that may be written now. */
  readonly openEditionId: string | null;
  readonly lines: readonly (PlanLine & { readonly cashPence: number })[];
  readonly cost: PlanCost;
  /** Cost of the version in force, while an edition is being written or decided. */
  readonly inForce: PlanCost;
  readonly editions: readonly EditionView[];
  readonly comments: readonly CommentView[];
}

/** Reads of plans as the caller. */
@Injectable()
export class PlansQueries {
  constructor(private readonly engine: Engine) {}

  /** Plans of the school, newest year first: titles, for everybody. */
  list(tx: Tx): Promise<{ id: string; cycleId: string; title: string }[]> {
    return tx.query(
      `select p.id, p.cycle_id as "cycleId", p.title from cpd.plan p join cpd.cycle c on c.id = p.cycle_id
        order by c.starts_on desc, p.id`,
    );
  }

  /** With what is being written or decided on top of what is in force. Throws InstanceNotFound. */
  async one(tx: Tx, id: string): Promise<PlanView> {
    const { context, state, revision, at } = await this.engine.read.instance(tx, id);
    const [plan] = await tx.query<{ cycleId: string; title: string }>(
      'select cycle_id as "cycleId", title from cpd.plan where id = $1',
      [id],
    );
    if (!plan) throw new Refused(404, 'not-found', 'There is no such plan, or it is not open to you.');
    const version = context['version'] as number;
    const amendment = context['amendment'] as { id: string } | null;
    const lines = await linesAt(tx, id, version, version === 0 ? id : (amendment?.id ?? null));
    return {
      ...{ id, ...plan, version, state, revision },
      labels: at.map(({ label }) => label),
      explain: at.at(-1)?.explain ?? '',
      openEditionId: await openEdition(tx, id),
      lines: lines.map((line) => ({ ...line, cashPence: cashOf(line) })),
      cost: costOf(lines),
      inForce: costOf(await linesAt(tx, id, version, null)),
      editions: await this.editions(tx, id),
      comments: await this.comments(tx, id),
    };
  }

  /** What held at a version. Throws Refused 404. */
  async atVersion(tx: Tx, id: string, version: number): Promise<{ lines: PlanLine[]; cost: PlanCost }> {
    const [edition] = await tx.query('select 1 from cpd.plan_edition where plan_id = $1 and version = $2', [
      id,
      version,
    ]);
    if (!edition)
      throw new Refused(404, 'no-such-version', 'The plan has no such version, or it is not open to you.');
    const lines = await linesAt(tx, id, version, null);
    return { lines, cost: costOf(lines) };
  }

  /** Titles of what is planned, for everybody on the staff. */
  titles(
    tx: Tx,
    id: string,
  ): Promise<{ id: string; theme: string | null; title: string; provision: string }[]> {
    return tx.query('select id, theme, title, provision from cpd.plan_titles($1)', [id]);
  }

  /** Themes and totals, for governors. */
  totals(
    tx: Tx,
    id: string,
  ): Promise<
    { theme: string | null; lines: number; cashPence: number; coverPence: number; paidMinutes: number }[]
  > {
    return tx.query(
      `select theme, lines, cash_pence::float8 as "cashPence", cover_pence::float8 as "coverPence",
          paid_minutes::float8 as "paidMinutes" from cpd.plan_totals($1)`,
      [id],
    );
  }

  private editions(tx: Tx, id: string): Promise<EditionView[]> {
    return tx.query<EditionView>(
      `select id, version, note, made_at as "madeAt", effective_at as "effectiveAt",
          before_pence::float8 as "beforePence", after_pence::float8 as "afterPence", dropped_at is not null as dropped
        from cpd.plan_edition where plan_id = $1 order by made_at, version nulls last, id`,
      [id],
    );
  }

  private comments(tx: Tx, id: string): Promise<CommentView[]> {
    return tx.query<CommentView>(
      `select c.edition_id as "editionId", c.line_id as "lineId", c.body, p.forename || ' ' || p.surname as by, c.at
        from cpd.plan_comment c join cpd.person p on p.id = c.by_person where c.plan_id = $1 order by c.at, c.id`,
      [id],
    );
  }
}
