import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What follows from an evaluation: a task with a day, or a training need that is raised as a record of its own. */
@Entity({ schema: 'cpd', name: 'evaluation_follow_up' })
export class FollowUp {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId!: string;

  @Column('text')
  kind!: 'task' | 'need';

  @Column('text')
  title!: string;

  @Column('uuid', { name: 'for_person_id' })
  forPersonId!: string;

  /** ISO date. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date | string;

  @Column('uuid', { name: 'done_by', nullable: true })
  doneBy!: string | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt!: Date | string | null;
}
