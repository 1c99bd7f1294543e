import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from './review-parts.js';

/** One training need in the annex of a review: the only part that is passed on. */
@Entity({ schema: 'confidential', name: 'annex_item' })
export class AnnexItem {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'review_id' })
  reviewId!: string;

  /** Who put it in; private to that side until shared. */
  @Column('text')
  side!: Side;

  @Column('int')
  version!: number;

  @Column('text')
  title!: string;

  /** What will be different, for whom, and how it will be seen. */
  @Column('text')
  outcome!: string;

  @Column('text', { nullable: true })
  framework!: string | null;

  @Column('text', { array: true })
  standards!: string[];

  /** The self-assessment in which the gap showed. */
  @Column('uuid', { name: 'assessment_id', nullable: true })
  assessmentId!: string | null;

  /** Its rating in which the gap showed. */
  @Column('uuid', { name: 'gap_id', nullable: true })
  gapId!: string | null;

  @Column('boolean', { name: 'wanted_by_reviewee' })
  wantedByReviewee!: boolean;

  @Column('boolean', { name: 'wanted_by_reviewer' })
  wantedByReviewer!: boolean;

  @Column('uuid', { name: 'added_by' })
  addedBy!: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt!: Date | string;

  @Column('timestamptz', { name: 'shared_at', nullable: true })
  sharedAt!: Date | string | null;

  @Column('timestamptz', { name: 'dropped_at', nullable: true })
  droppedAt!: Date | string | null;

  @Column('timestamptz', { name: 'passed_at', nullable: true })
  passedAt!: Date | string | null;

  @Column('uuid', { name: 'contested_to', array: true })
  contestedTo!: string[];

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt!: Date | string | null;

  @Column('uuid', { name: 'settled_by', nullable: true })
  settledBy!: string | null;

  @Column('boolean', { name: 'settled_pass', nullable: true })
  settledPass!: boolean | null;
}
