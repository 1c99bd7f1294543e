import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The impact report of one year. Same id as the engine's record, which knows its dates and where it stands. */
@Entity({ schema: 'cpd', name: 'report' })
export class Report {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date | string;
}
