import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { sideOfPart, whyNotNow } from './review-parts.js';
import type { Part, PartBody, Side } from './review-parts.js';
import { placeOf } from './standing.js';

/** One version of one part. */
export interface Writing {
  readonly id: string;
  readonly part: Part | 'revision';
  readonly side: Side;
  readonly version: number;
  readonly body: PartBody;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly sharedAt: Date | null;
  readonly appliedAt: Date | null;
}

const COLUMNS = `id, part, side, version, body, written_by as "writtenBy", written_at as "writtenAt",
  case when withdrawn_at is null then shared_at end as "sharedAt", applied_at as "appliedAt"`;

/** Writes parts of a review in versions: what somebody typed is never replaced, only followed. */
@Injectable()
export class WritingService {
  /**
   * Saves a part as a new version. `basedOn` is the version that the writer saw, 0 for none.
   * Refuses with 409 `written-meanwhile`, giving both texts, when somebody saved since.
   */
  async save(tx: Tx, reviewId: string, part: Part, basedOn: number, body: PartBody): Promise<Writing> {
    const place = await placeOf(tx, reviewId);
    const side = sideOfPart(part);
    if (place.standing !== side)
      throw new Refused(403, 'not-permitted', `Only the ${side} writes this part.`);
    const why = whyNotNow(part, place.state, place.status);
    if (why !== null) throw new Refused(409, 'not-now', why, { state: place.state });
    const latest = await this.latest(tx, reviewId, part);
    if (latest && sameBody(latest.body, body)) return latest;
    if ((latest?.version ?? 0) !== basedOn) throw meanwhile(latest, body);
    const saved = await this.insert(tx, { reviewId, part, side, version: basedOn + 1, body, sharedAt: null });
    if (!saved) throw meanwhile(await this.latest(tx, reviewId, part), body);
    return saved;
  }

  /** A proposed change of objectives: both see it at once. Returns its id. */
  async propose(tx: Tx, reviewId: string, side: Side, body: PartBody): Promise<string> {
    const [last] = await this.versions(tx, reviewId, 'revision');
    const version = (last?.version ?? 0) + 1;
    const saved = await this.insert(tx, { reviewId, part: 'revision', side, version, body, sharedAt: tx.at });
    if (!saved)
      throw new Refused(409, 'written-meanwhile', 'Another change was proposed at the same moment.');
    return saved.id;
  }

  /** Newest version of a part that the caller can see. */
  async latest(tx: Tx, reviewId: string, part: Part): Promise<Writing | undefined> {
    return (await this.versions(tx, reviewId, part, 1))[0];
  }

  /** Versions of a part that the caller can see, newest first. */
  versions(tx: Tx, reviewId: string, part: Part | 'revision', limit = 200): Promise<Writing[]> {
    return tx.query<Writing>(
      `select ${COLUMNS} from confidential.writing where review_id = $1 and part = $2 order by version desc limit $3`,
      [reviewId, part, limit],
    );
  }

  /** Newest visible version of every part. */
  newest(tx: Tx, reviewId: string): Promise<Writing[]> {
    return tx.query<Writing>(
      `select distinct on (part) ${COLUMNS} from confidential.writing where review_id = $1 order by part, version desc`,
      [reviewId],
    );
  }

  /** Shows the newest versions of some parts to the other side. */
  async share(tx: Tx, reviewId: string, parts: readonly Part[]): Promise<void> {
    await tx.query(
      `update confidential.writing w set shared_at = $3, withdrawn_at = null
        where w.review_id = $1 and w.part = any ($2) and w.version = (select max(n.version) from confidential.writing n
          where n.review_id = w.review_id and n.part = w.part)`,
      [reviewId, parts, tx.at],
    );
  }

  /** Hides parts from the other side again; they stay with their writer. */
  async takeBack(tx: Tx, reviewId: string, parts: readonly Part[]): Promise<void> {
    await tx.query(
      `update confidential.writing set withdrawn_at = $3
        where review_id = $1 and part = any ($2) and shared_at is not null and withdrawn_at is null`,
      [reviewId, parts, tx.at],
    );
  }

  private async insert(
    tx: Tx,
    row: Pick<Writing, 'part' | 'side' | 'version' | 'body'> & { reviewId: string; sharedAt: string | null },
  ): Promise<Writing | undefined> {
    const { reviewId, part, side, version, body, sharedAt } = row;
    const { school, person } = tx.principal;
    const values = [randomUUID(), school, reviewId, part, side, version, JSON.stringify(body), person, tx.at];
    const [saved] = await tx.query<Writing>(
      `insert into confidential.writing (id, school_id, review_id, part, side, version, body, written_by, written_at,
          shared_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (review_id, part, version) do nothing returning ${COLUMNS}`,
      [...values, sharedAt],
    );
    return saved;
  }
}

function meanwhile(latest: Writing | undefined, yours: PartBody): Refused {
  return new Refused(
    409,
    'written-meanwhile',
    'This was saved in another place in the meantime. Here are both texts; nothing was replaced.',
    { version: latest?.version ?? 0, theirs: latest?.body ?? null, yours },
  );
}

/** jsonb does not keep the order of keys. */
function sameBody(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${k}:${canonical(v)}`).join()}}`;
}
