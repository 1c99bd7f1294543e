import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostName } from './post.entity.js';

/** Duties that a person hands to a colleague from a day up to, not including, another. */
@Entity({ schema: 'cpd', name: 'delegation' })
export class Delegation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'from_person_id', type: 'uuid' }) fromPersonId!: string;
  @Column({ name: 'to_person_id', type: 'uuid' }) toPersonId!: string;
  @Column({ name: 'from_date', type: 'date' }) fromDate!: string;
  @Column({ name: 'to_date', type: 'date' }) toDate!: string;
  @Column({ type: 'text', array: true }) posts!: PostName[];
  /** Bookings, needs and evaluations of the people they manage; never reviews or self-assessments. */
  @Column({ name: 'line_management', type: 'boolean' }) lineManagement!: boolean;
  @Column({ name: 'made_by', type: 'uuid' }) madeBy!: string;
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt!: Date;
}
