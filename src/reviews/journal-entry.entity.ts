import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry in a staff member's own reflective journal. */
@Entity({ schema: 'confidential', name: 'journal_entry' })
export class JournalEntry {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('int')
  version!: number;

  /** The day that it is about, ISO date. */
  @Column('date', { name: 'on_date' })
  onDate!: string;

  @Column('text')
  title!: string;

  @Column('text')
  body!: string;

  @Column('text', { nullable: true })
  framework!: string | null;

  @Column('text', { array: true })
  standards!: string[];

  /** Who else may read it, by the writer's choice. */
  @Column('uuid', { name: 'shared_with', array: true })
  sharedWith!: string[];

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date | string;
}
