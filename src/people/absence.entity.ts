import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days away, both included; `toDate` null while no return is known. Why is nobody's business here. */
@Entity({ schema: 'cpd', name: 'absence' })
export class Absence {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'from_date', type: 'date' }) fromDate!: string;
  @Column({ name: 'to_date', type: 'date', nullable: true }) toDate!: string | null;
}
