import { Column, Entity, PrimaryColumn } from 'typeorm';

export const EVIDENCE_KINDS = ['observation', 'pupilWork', 'data', 'interview', 'survey'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Something that shows what changed: where it is, never the thing itself, and no pupil's name. */
@Entity({ schema: 'cpd', name: 'evaluation_evidence' })
export class Evidence {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId!: string;

  @Column('text')
  kind!: EvidenceKind;

  /** Guskey's level that it speaks of: 3 support and change in the school, 4 use, 5 outcomes. */
  @Column('smallint')
  level!: 3 | 4 | 5;

  @Column('text')
  about!: string;

  @Column('text', { nullable: true })
  link!: string | null;

  @Column('text', { name: 'file_reference', nullable: true })
  fileReference!: string | null;

  @Column('uuid', { name: 'given_by' })
  givenBy!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date | string;
}
