import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { assessmentPlace } from './assessment-place.js';
import { FrameworksService } from './frameworks.service.js';
import { isGap } from './rating.js';
import type { Rating, RatingValue } from './rating.js';

const COLUMNS = `r.id, r.standard, r.rating, r.note, r.version, r.rated_at as "ratedAt", r.offered_at as "offeredAt",
  r.closed_at as "closedAt", v.rating as second, v.reason
  from confidential.rating r left join confidential.second_view v on v.rating_id = r.id`;

/** Ratings of a self-assessment, and the reviewer's view of them. */
@Injectable()
export class RatingsService {
  constructor(@Inject(FrameworksService) private readonly frameworks: FrameworksService) {}

  /** Those that the caller may see. */
  list(tx: Tx, assessmentId: string): Promise<Rating[]> {
    return tx.query<Rating>(`select ${COLUMNS} where r.assessment_id = $1 order by r.standard`, [
      assessmentId,
    ]);
  }

  /**
   * Rates a standard, or rates it again from the version that the writer saw (0: the first time). What it was is kept;
   * 409 with both where it moved on. While it is being assessed only.
   */
  async rate(
    tx: Tx,
    assessmentId: string,
    standard: string,
    version: number,
    what: { rating: RatingValue; note: string },
  ): Promise<Rating> {
    const place = await assessmentPlace(tx, assessmentId);
    if (place.standing !== 'person' && !(place.standing === 'reviewer' && place.offline)) {
      throw new Refused(403, 'not-permitted', 'Everybody rates themselves.');
    }
    if (place.status !== 'active' || !place.state?.startsWith('live.assessing')) {
      throw new Refused(409, 'not-now', 'Ratings change while you assess yourself. Take it back first.', {
        state: place.state,
      });
    }
    await this.mustBeStandard(tx, place.framework, standard);
    const before = await this.of(tx, assessmentId, standard);
    if ((before?.version ?? 0) !== version) throw meanwhile(before, what);
    if (!before) return this.first(tx, assessmentId, standard, what);
    await tx.query(
      `insert into confidential.rating_wording (rating_id, school_id, version, rating, note, replaced_at)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [before.id, tx.principal.school, version, before.rating, before.note, tx.at],
    );
    const changed = await tx.query(
      `update confidential.rating set rating = $3, note = $4, version = version + 1, rated_by = $5, rated_at = $6
        where id = $1 and version = $2 returning id`,
      [before.id, version, what.rating, what.note, tx.principal.person, tx.at],
    );
    const after = await this.of(tx, assessmentId, standard);
    if (changed.length === 0 || !after) throw meanwhile(after, what);
    return after;
  }

  /** The reviewer's different view of a standard, theirs alone until they answer. */
  async differ(
    tx: Tx,
    assessmentId: string,
    ratingId: string,
    rating: RatingValue,
    reason: string,
  ): Promise<void> {
    const place = await assessmentPlace(tx, assessmentId);
    if (place.standing !== 'reviewer') {
      throw new Refused(403, 'not-permitted', 'Only the reviewer adds a second view.');
    }
    if (!place.state?.includes('.confirming')) {
      throw new Refused(
        409,
        'not-now',
        'A second view is written while the assessment is with the reviewer.',
      );
    }
    const known = (await this.list(tx, assessmentId)).some(({ id }) => id === ratingId);
    if (!known) throw new Refused(404, 'not-found', 'There is no such rating in this assessment.');
    await tx.query(
      `insert into confidential.second_view (rating_id, school_id, assessment_id, rating, reason, written_by, written_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (rating_id) do update set rating = excluded.rating, reason = excluded.reason,
          written_by = excluded.written_by, written_at = excluded.written_at`,
      [ratingId, tx.principal.school, assessmentId, rating, reason, tx.principal.person, tx.at],
    );
  }

  /** Takes a second view that nobody has seen yet away again. */
  async agree(tx: Tx, assessmentId: string, ratingId: string): Promise<void> {
    await assessmentPlace(tx, assessmentId);
    await tx.query(
      'delete from confidential.second_view where rating_id = $1 and assessment_id = $2 and shared_at is null',
      [ratingId, assessmentId],
    );
  }

  /** Shows ratings and evidence to the reviewer, or hides them again. */
  async show(tx: Tx, assessmentId: string, shown: boolean): Promise<void> {
    for (const table of ['rating', 'evidence']) {
      await tx.query(`update confidential.${table} set shared_at = $2 where assessment_id = $1`, [
        assessmentId,
        shown ? tx.at : null,
      ]);
    }
  }

  /** Shows the reviewer's views to the person, or hides them again. */
  async showViews(tx: Tx, assessmentId: string, shown: boolean): Promise<void> {
    await tx.query('update confidential.second_view set shared_at = $2 where assessment_id = $1', [
      assessmentId,
      shown ? tx.at : null,
    ]);
  }

  /** Ids of the gaps as both views stand. `differing`: whether the reviewer says that they differ. */
  async gapsFor(tx: Tx, assessmentId: string, differing: boolean): Promise<string[]> {
    const ratings = await this.list(tx, assessmentId);
    const differs = ratings.some(({ second, rating }) => second !== null && second !== rating);
    if (differing && !differs) {
      throw new Refused(422, 'no-difference', 'Say first which standards you see differently, and why.');
    }
    if (!differing && differs) {
      throw new Refused(
        422,
        'differs',
        'You see some standards differently. Send that, or take your views away.',
      );
    }
    return ratings.filter(isGap).map(({ id }) => id);
  }

  private async of(tx: Tx, assessmentId: string, standard: string): Promise<Rating | undefined> {
    const rows = await tx.query<Rating>(`select ${COLUMNS} where r.assessment_id = $1 and r.standard = $2`, [
      assessmentId,
      standard,
    ]);
    return rows[0];
  }

  private async first(
    tx: Tx,
    assessmentId: string,
    standard: string,
    what: { rating: RatingValue; note: string },
  ): Promise<Rating> {
    const { school, person } = tx.principal;
    await tx.query(
      `insert into confidential.rating (id, school_id, assessment_id, standard, rating, note, rated_by, rated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (assessment_id, standard) do nothing`,
      [randomUUID(), school, assessmentId, standard, what.rating, what.note, person, tx.at],
    );
    const saved = await this.of(tx, assessmentId, standard);
    if (!saved || saved.rating !== what.rating || saved.note !== what.note) throw meanwhile(saved, what);
    return saved;
  }

  private async mustBeStandard(tx: Tx, code: string, standard: string): Promise<void> {
    const framework = await this.frameworks.one(tx, code);
    if (!framework.standards.some((known) => known.code === standard)) {
      throw new Refused(422, 'unknown-standard', `${framework.title} has no standard "${standard}".`);
    }
  }
}

function meanwhile(theirs: Rating | undefined, yours: { rating: number; note: string }): Refused {
  return new Refused(
    409,
    'written-meanwhile',
    'This standard was rated in another place in the meantime. Here are both; nothing was replaced.',
    {
      version: theirs?.version ?? 0,
      theirs: theirs ? { rating: theirs.rating, note: theirs.note } : null,
      yours,
    },
  );
}
