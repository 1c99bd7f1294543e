import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The same need of several people, planned together; each need keeps its own record, which names its group. */
@Entity({ schema: 'cpd', name: 'need_group' })
export class NeedGroup {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('text')
  title!: string;

  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date | string;
}
