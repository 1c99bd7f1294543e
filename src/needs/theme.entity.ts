import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the CPD leader gathers needs under, from year to year. */
@Entity({ schema: 'cpd', name: 'theme' })
export class Theme {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('text')
  title!: string;

  @Column('text')
  about!: string;

  @Column('uuid', { name: 'made_by', nullable: true })
  madeBy!: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date | string;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | string | null;
}
