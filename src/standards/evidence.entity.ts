import { Column, Entity, PrimaryColumn } from 'typeorm';

export const EVIDENCE_KINDS = [
  'observation',
  'pupilWork',
  'data',
  'interview',
  'survey',
  'certificate',
  'reflection',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** A piece of evidence in somebody's portfolio: a file, a link or a note. */
@Entity({ schema: 'confidential', name: 'evidence' })
export class Evidence {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'assessment_id' })
  assessmentId!: string;

  @Column('text')
  kind!: EvidenceKind;

  @Column('text')
  title!: string;

  @Column('text')
  note!: string;

  @Column('text', { nullable: true })
  link!: string | null;

  @Column('text', { name: 'file_name', nullable: true })
  fileName!: string | null;

  /** What its first bytes say that it is. */
  @Column('text', { name: 'media_type', nullable: true })
  mediaType!: string | null;

  /** Bytes. */
  @Column('int', { nullable: true })
  size!: number | null;

  @Column('text', { array: true })
  standards!: string[];

  @Column('date', { name: 'on_date' })
  onDate!: string;

  @Column('uuid', { name: 'added_by' })
  addedBy!: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt!: Date | string;

  @Column('timestamptz', { name: 'shared_at', nullable: true })
  sharedAt!: Date | string | null;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | string | null;
}
