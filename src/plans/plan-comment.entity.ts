import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody said about an edition of a plan, or about one of its lines. */
@Entity({ schema: 'cpd', name: 'plan_comment' })
export class PlanComment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'plan_id' })
  planId!: string;

  @Column('uuid', { name: 'edition_id' })
  editionId!: string;

  @Column('uuid', { name: 'line_id', nullable: true })
  lineId!: string | null;

  @Column('text')
  body!: string;

  @Column('uuid', { name: 'by_person' })
  byPerson!: string;

  @Column('timestamptz')
  at!: Date | string;
}
