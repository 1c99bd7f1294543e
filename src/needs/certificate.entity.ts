import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A certificate that somebody holds; one that expires raises a need beforehand. */
@Entity({ schema: 'cpd', name: 'certificate' })
export class Certificate {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  title!: string;

  @Column('date', { name: 'awarded_on' })
  awardedOn!: string;

  /** Last day on which it counts. */
  @Column('date', { name: 'expires_on', nullable: true })
  expiresOn!: string | null;

  @Column('boolean')
  statutory!: boolean;

  @Column('uuid', { name: 'booking_id', nullable: true })
  bookingId!: string | null;

  /** Null: the system, when a booking brought it. */
  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date | string;

  @Column('timestamptz', { name: 'struck_at', nullable: true })
  struckAt!: Date | string | null;
}
