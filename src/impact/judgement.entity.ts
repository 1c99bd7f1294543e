import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Outcome } from '../../workflows/impact/impact.types.js';

/** Whether the outcome was met, why, and what else may have brought it about. Never changed; a later one stands. */
@Entity({ schema: 'cpd', name: 'evaluation_judgement' })
export class Judgement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId!: string;

  @Column('text')
  kind!: 'judged' | 'moderated' | 'results';

  @Column('text')
  outcome!: Outcome;

  @Column('text')
  why!: string;

  @Column('text', { name: 'other_factors' })
  otherFactors!: string;

  @Column('uuid', { name: 'by_person' })
  byPerson!: string;

  @Column('timestamptz')
  at!: Date | string;
}
