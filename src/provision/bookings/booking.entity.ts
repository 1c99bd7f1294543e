import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One person's place on one activity: whose, and what it costs. Where it stands is the engine's to say. */
@Entity({ schema: 'cpd', name: 'booking' })
export class Booking {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  /** Another school of the trust that provides the activity. */
  @Column('uuid', { name: 'host_school_id', nullable: true })
  hostSchoolId!: string | null;

  @Column('uuid', { name: 'activity_id' })
  activityId!: string;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  /** Who goes; somebody else after a substitution. */
  @Column('uuid', { name: 'person_id' })
  personId!: string;

  /** Somebody may withdraw and ask again: 0, 1, 2 ... */
  @Column('int')
  attempt!: number;

  @Column('boolean', { name: 'whole_school' })
  wholeSchool!: boolean;

  @Column('int', { name: 'fee_pence' })
  feePence!: number;

  @Column('int', { name: 'travel_pence' })
  travelPence!: number;

  @Column('int', { name: 'materials_pence' })
  materialsPence!: number;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date | string;
}
