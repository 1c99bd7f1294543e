import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Kinds of provision: not just courses. */
export const ACTIVITY_KINDS = [
  'course',
  'inSchoolSession',
  'coaching',
  'mentoring',
  'lessonObservation',
  'teamTeaching',
  'learningWalk',
  'actionResearch',
  'networkMeeting',
  'workingParty',
  'qualification',
  'eLearning',
  'conference',
  'placement',
  'inset',
  'twilight',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Something provided. Dates, places and who leads it stand in the engine's record of the same id. */
@Entity({ schema: 'cpd', name: 'activity' })
export class Activity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'host_school_id', nullable: true })
  hostSchoolId!: string | null;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('text')
  kind!: ActivityKind;

  @Column('text')
  title!: string;

  @Column('text')
  description!: string;

  @Column('boolean')
  external!: boolean;

  @Column('uuid', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  /** School priority that it serves. */
  @Column('uuid', { name: 'priority_id', nullable: true })
  priorityId!: string | null;

  @Column('boolean')
  statutory!: boolean;

  /** What whole-school and statutory bookings take over. */
  @Column('text')
  outcome!: string;

  @Column('text')
  baseline!: string;

  @Column('text')
  evidence!: string;

  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date | string;
}
