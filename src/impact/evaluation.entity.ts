import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was fixed before: outcome, for whom, where they start from, what will show it. Same id as the engine's record. */
@Entity({ schema: 'cpd', name: 'evaluation' })
export class Evaluation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('uuid', { name: 'activity_id' })
  activityId!: string;

  /** Null: one evaluation for everybody who took part. */
  @Column('uuid', { name: 'booking_id', nullable: true })
  bookingId!: string | null;

  @Column('text')
  outcome!: string;

  @Column('text', { name: 'for_whom' })
  forWhom!: string;

  /** A number as PostgreSQL writes it, with its unit; or a level in words. */
  @Column('numeric', { name: 'baseline_number', nullable: true })
  baselineNumber!: string | null;

  @Column('text', { name: 'baseline_unit', nullable: true })
  baselineUnit!: string | null;

  @Column('text', { name: 'baseline_level' })
  baselineLevel!: string;

  @Column('text', { name: 'evidence_planned' })
  evidencePlanned!: string;

  /** ISO dates: last day of what was attended; when evidence of outcomes is due. */
  @Column('date', { name: 'held_on' })
  heldOn!: string;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date | string;
}
