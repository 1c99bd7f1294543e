import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why somebody decided something about a need. */
export const WORD_KINDS = [
  'declined',
  'deferred',
  'setAside',
  'upheld',
  'withdrawn',
  'reopened',
  'judged',
] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** A reason that was given on a need's way, for the person to read. */
@Entity({ schema: 'cpd', name: 'need_word' })
export class NeedWord {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'need_id' })
  needId!: string;

  @Column('text')
  kind!: WordKind;

  @Column('text')
  body!: string;

  /** ISO date until which it was put off. */
  @Column('date', { nullable: true })
  until!: string | null;

  @Column('uuid', { name: 'by_person' })
  byPerson!: string;

  @Column('timestamptz')
  at!: Date | string;

  /** When the decision was taken back. */
  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt!: Date | string | null;
}
