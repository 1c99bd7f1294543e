import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A priority of the improvement plan for one year. */
@Entity({ schema: 'cpd', name: 'priority' })
export class Priority {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'cycle_id', type: 'uuid' }) cycleId!: string;
  /** The school's own: 'P1'. */
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ name: 'withdrawn_on', type: 'date', nullable: true }) withdrawnOn!: string | null;
}
