import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A school's training plan for one year. Where it stands, and its version, is the engine's to say. */
@Entity({ schema: 'cpd', name: 'plan' })
export class Plan {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('text')
  title!: string;
}
