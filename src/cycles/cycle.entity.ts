import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One academic year of a school. Its id is the instance's, whose context has the dates and where the year stands. */
@Entity({ schema: 'cpd', name: 'cycle' })
export class Cycle {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  /** For people: '2026 to 2027'. */
  @Column({ type: 'text' }) title!: string;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'ends_on', type: 'date' }) endsOn!: string;
  @Column({ name: 'previous_id', type: 'uuid', nullable: true }) previousId!: string | null;
  @Column({ name: 'governors_meet_on', type: 'date', nullable: true }) governorsMeetOn!: string | null;
  /** Chart name -> version on which this year's records run. */
  @Column({ type: 'jsonb' }) pinned!: Record<string, number>;
}
