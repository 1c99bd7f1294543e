import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** What somebody wants to be able to do in three or five years. */
export interface AimText {
  readonly years: 3 | 5;
  readonly body: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
}

/** Long-range aims: the reviewee's, private until shared with their preparation, carried from review to review. */
@Injectable()
export class AimsService {
  /** Only for the reviewee, or the reviewer of somebody who confirms on paper (the database decides). Returns its id. */
  async add(tx: Tx, reviewId: string, aim: AimText): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `insert into confidential.long_range_aim (id, school_id, review_id, years, body, framework, standards, written_at,
          shared_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8,
          case when confidential.standing($3) = 'reviewer' then $8::timestamptz end)`,
      [id, tx.principal.school, reviewId, aim.years, aim.body, aim.framework, [...aim.standards], tx.at],
    );
    return id;
  }

  /** Rewrites an aim from the version that the writer saw; 409 with both texts when it moved on. */
  async rewrite(
    tx: Tx,
    reviewId: string,
    id: string,
    version: number,
    aim: Omit<AimText, 'years'>,
  ): Promise<void> {
    const changed = await tx.query(
      `update confidential.long_range_aim set body = $4, framework = $5, standards = $6, version = version + 1,
          written_at = $7
        where id = $1 and review_id = $2 and version = $3 and dropped_at is null returning id`,
      [id, reviewId, version, aim.body, aim.framework, [...aim.standards], tx.at],
    );
    if (changed.length > 0) return;
    const theirs = await this.one(tx, reviewId, id);
    if (theirs.version === version) throw notYours();
    throw new Refused(
      409,
      'written-meanwhile',
      'This aim was changed in the meantime. Here are both texts; nothing was replaced.',
      { version: theirs.version, theirs: { body: theirs.body }, yours: { body: aim.body } },
    );
  }

  /** Lays an aim aside: it is not carried any further. */
  async drop(tx: Tx, reviewId: string, id: string): Promise<void> {
    await this.one(tx, reviewId, id);
    const dropped = await tx.query(
      'update confidential.long_range_aim set dropped_at = $2 where id = $1 returning id',
      [id, tx.at],
    );
    if (dropped.length === 0) throw notYours();
  }

  private async one(tx: Tx, reviewId: string, id: string): Promise<{ version: number; body: string }> {
    const [row] = await tx.query<{ version: number; body: string }>(
      'select version, body from confidential.long_range_aim where id = $1 and review_id = $2 and dropped_at is null',
      [id, reviewId],
    );
    if (!row) throw new Refused(404, 'not-found', 'There is no such aim, or it is not open to you.');
    return row;
  }
}

const notYours = (): Refused =>
  new Refused(403, 'not-permitted', 'A long-range aim is changed by the person whose aim it is.');
