import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../../api/problem.js';
import { mustHold } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { startingPoints } from './starting-points.js';
import type { StartingPoint } from './starting-points.js';

/** One as a school reads it. */
export interface OfferedPoint extends StartingPoint {
  /** The school wrote it. */
  readonly own: boolean;
}

const OWN = `select id as code, theme, staff_group as "staffGroup", outcome, baseline, evidence, weeks, replaces,
    withdrawn_at is not null as withdrawn
  from cpd.starting_point order by theme, staff_group nulls first, written_at, id`;
const LEADS = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];

type OwnRow = StartingPoint & { readonly replaces: string | null; readonly withdrawn: boolean };

/** Starting points for outcomes: those that come with the software, and what a school makes of them. */
@Injectable()
export class StartingPoints {
  /** Those of a theme or a staff group, or all; for a staff group also those for everybody. */
  async list(
    tx: Tx,
    { theme, staffGroup }: { theme?: string | undefined; staffGroup?: string | undefined },
  ): Promise<OfferedPoint[]> {
    const own = await tx.query<OwnRow>(OWN);
    const replaced = own.flatMap((it) => it.replaces ?? []);
    const offered: OfferedPoint[] = [
      ...startingPoints.filter((it) => !replaced.includes(it.code)).map((it) => ({ ...it, own: false })),
      ...own
        .filter((it) => !it.withdrawn)
        .map(({ replaces: _replaces, withdrawn: _withdrawn, ...it }) => ({ ...it, own: true })),
    ];
    return offered
      .filter((it) => theme === undefined || it.theme === theme)
      .filter((it) => staffGroup === undefined || it.staffGroup === null || it.staffGroup === staffGroup);
  }

  /** Adds one, or puts it in the place of one that came with the software. Throws Refused 403, 404, 409 'replaced-already'. */
  async add(tx: Tx, what: Omit<StartingPoint, 'code'>, replaces: string | null): Promise<string> {
    mustHold(tx, LEADS, 'Writing starting points');
    if (replaces !== null && !startingPoints.some(({ code }) => code === replaces))
      throw new Refused(404, 'not-found', 'There is no such starting point to put this in the place of.');
    const id = randomUUID();
    const written = await tx.query(
      `insert into cpd.starting_point (id, school_id, theme, staff_group, outcome, baseline, evidence, weeks, replaces,
          written_by, written_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning 1`,
      [
        ...[id, tx.principal.school, what.theme, what.staffGroup, what.outcome, what.baseline, what.evidence],
        ...[what.weeks, replaces, tx.principal.person, tx.at],
      ],
    );
    if (written.length === 0)
      throw new Refused(409, 'replaced-already', 'Yours stands in its place already. Change that one.');
    return id;
  }

  /** Changes one of the school's own. Throws Refused 403, 404. */
  async change(tx: Tx, id: string, what: Omit<StartingPoint, 'code'>): Promise<void> {
    mustHold(tx, LEADS, 'Writing starting points');
    const changed = await tx.query(
      `update cpd.starting_point set theme = $2, staff_group = $3, outcome = $4, baseline = $5, evidence = $6, weeks = $7,
          written_by = $8, written_at = $9, withdrawn_at = null where id = $1 returning 1`,
      [
        ...[id, what.theme, what.staffGroup, what.outcome, what.baseline, what.evidence, what.weeks],
        ...[tx.principal.person, tx.at],
      ],
    );
    if (changed.length === 0)
      throw new Refused(404, 'not-found', 'There is no such starting point of yours.');
  }

  /** Offers it no longer; what stood in its place before does not come back. Throws Refused 403, 404. */
  async withdraw(tx: Tx, id: string): Promise<void> {
    mustHold(tx, LEADS, 'Withdrawing starting points');
    const changed = await tx.query(
      `update cpd.starting_point set withdrawn_at = $2, written_by = $3 where id = $1 and withdrawn_at is null returning 1`,
      [id, tx.at, tx.principal.person],
    );
    if (changed.length === 0)
      throw new Refused(404, 'not-found', 'There is no such starting point of yours.');
  }
}
