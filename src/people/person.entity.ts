import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody of a school: on the payroll, or a governor or adviser, who have no staff group. */
@Entity({ schema: 'cpd', name: 'person' })
export class Person {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  /** Id in the school's information system; null for people who are in none. */
  @Column({ name: 'external_id', type: 'text', nullable: true }) externalId!: string | null;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) forename!: string;
  @Column({ type: 'text' }) surname!: string;
  @Column({ type: 'text', nullable: true }) email!: string | null;
  @Column({ name: 'job_title', type: 'text' }) jobTitle!: string;
  @Column({ name: 'staff_group', type: 'text', nullable: true }) staffGroup!: string | null;
  @Column({ type: 'text' }) department!: string;
  @Column({ name: 'starts_on', type: 'date', nullable: true }) startsOn!: string | null;
  /** Last day in post. */
  @Column({ name: 'leaves_on', type: 'date', nullable: true }) leavesOn!: string | null;
  @Column({ name: 'line_manager_id', type: 'uuid', nullable: true }) lineManagerId!: string | null;
  /** ISO weekdays, 1 = Monday. */
  @Column({ name: 'contract_days', type: 'smallint', array: true }) contractDays!: number[];
  @Column({ name: 'term_time_only', type: 'boolean' }) termTimeOnly!: boolean;
  /** False: no work e-mail or computer; they confirm on paper or a shared device. */
  @Column({ type: 'boolean' }) online!: boolean;
  @Column({ name: 'early_career', type: 'boolean' }) earlyCareer!: boolean;
}
