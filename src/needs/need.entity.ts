import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedOrigin } from '../../workflows/need/need.types.js';

/** What one person must learn. Where it stands and how it was sorted is the engine's to say (`cpd.need_now`). */
@Entity({ schema: 'cpd', name: 'need' })
export class Need {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  /** The year in which it was raised. */
  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('text')
  title!: string;

  /** What will be different, for whom, and how it will be seen. */
  @Column('text')
  outcome!: string;

  @Column('text')
  origin!: NeedOrigin;

  /** Which review passed it, as an id that opens nothing. */
  @Column('uuid', { name: 'review_id', nullable: true })
  reviewId!: string | null;

  @Column('text', { nullable: true })
  framework!: string | null;

  @Column('text', { array: true })
  standards!: string[];

  @Column('uuid', { name: 'gap_id', nullable: true })
  gapId!: string | null;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  /** ISO date by which it should be met. */
  @Column('date', { name: 'wanted_by', nullable: true })
  wantedBy!: string | null;

  /** Null: the system. */
  @Column('uuid', { name: 'raised_by', nullable: true })
  raisedBy!: string | null;

  @Column('timestamptz', { name: 'raised_at' })
  raisedAt!: Date | string;
}
