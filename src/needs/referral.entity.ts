import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A question about a need to an adviser of the local authority or the trust, and the answer. */
@Entity({ schema: 'cpd', name: 'referral' })
export class Referral {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'need_id' })
  needId!: string;

  /** The organisation of the school's tree that was asked; null for questions of before there was one. */
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  /** Who was asked by name, before organisations were. */
  @Column('uuid', { name: 'adviser_id', nullable: true })
  adviserId!: string | null;

  @Column('text')
  question!: string;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date | string;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('uuid', { name: 'activity_id', nullable: true })
  activityId!: string | null;

  /** Somebody of that organisation. */
  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | string | null;

  @Column('timestamptz', { name: 'taken_back_at', nullable: true })
  takenBackAt!: Date | string | null;
}
