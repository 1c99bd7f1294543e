import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Level 5: a measure before and after for a group, or a benefit to the service. */
@Entity({ schema: 'cpd', name: 'evaluation_measure' })
export class Measure {
  @PrimaryColumn('uuid', { name: 'evaluation_id' })
  evaluationId!: string;

  /** 'autumn': as results that came later show it. */
  @PrimaryColumn('text')
  phase!: 'summer' | 'autumn';

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('text')
  measure!: string;

  @Column('text')
  unit!: string;

  @Column('numeric', { nullable: true })
  baseline!: string | null;

  @Column('numeric', { nullable: true })
  actual!: string | null;

  /** How many pupils, or others, it is about; never who. */
  @Column('int', { name: 'group_size', nullable: true })
  groupSize!: number | null;

  @Column('text')
  benefit!: string;

  @Column('uuid', { name: 'given_by' })
  givenBy!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date | string;
}
