import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody should hear of something. What it says is made from `about` when it is rendered. */
@Entity({ schema: 'cpd', name: 'notification' })
export class Notification {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  /** Who should hear of it. */
  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'instance_id' })
  instanceId!: string;

  /** The effect that asked for it. */
  @Column('text')
  effect!: string;

  /** Key of the wording. */
  @Column('text')
  about!: string;

  /** True for those above who are told only that something is late. */
  @Column('boolean')
  escalation!: boolean;

  /** Whose record it is; null where it is nobody's in particular. */
  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  /** Duties that it is about; empty for mere news. */
  @Column('text', { array: true })
  duties!: string[];

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** Not before. */
  @Column('timestamptz', { name: 'notify_at' })
  notifyAt!: Date;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** The mail in which it went out; null while none has carried it. */
  @Column('uuid', { name: 'mailing_id', nullable: true })
  mailingId!: string | null;

  @Column('timestamptz', { name: 'snoozed_until', nullable: true })
  snoozedUntil!: Date | null;

  /** '<chart>.<duty>' for reminders of the school's own policy. */
  @Column('text', { nullable: true })
  kind!: string | null;

  /** ISO date. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;
}
