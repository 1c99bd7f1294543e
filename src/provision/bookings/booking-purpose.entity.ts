import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why somebody is to go: never for finance and cover. */
@Entity({ schema: 'cpd', name: 'booking_purpose' })
export class BookingPurpose {
  @PrimaryColumn('uuid', { name: 'booking_id' })
  bookingId!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'need_id', nullable: true })
  needId!: string | null;

  /** What shall be different afterwards, and for whom. */
  @Column('text')
  outcome!: string;

  /** Where it starts from. */
  @Column('text')
  baseline!: string;

  /** What will show it. */
  @Column('text')
  evidence!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date | string;
}
