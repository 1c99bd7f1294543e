import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Stage = 'reaction' | 'application' | 'managerView';
/** How much of what was learnt is used: Guskey's level 4. */
export const USES = ['notYet', 'sometimes', 'often', 'always'] as const;
export type Use = (typeof USES)[number];

/** One person's answers to one stage. Ratings from 1 (least) to 5. */
@Entity({ schema: 'cpd', name: 'evaluation_response' })
export class EvaluationResponse {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId!: string;

  @Column('text')
  stage!: Stage;

  /** Who took part; also where the line manager says what they see, or enters it for them. */
  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('boolean', { name: 'of_group' })
  ofGroup!: boolean;

  /** Levels 1 to 3: worth the time; learnt something; the school supports it. */
  @Column('smallint', { nullable: true })
  worth!: number | null;

  @Column('smallint', { nullable: true })
  learnt!: number | null;

  @Column('smallint', { nullable: true })
  support!: number | null;

  @Column('text', { nullable: true })
  use!: Use | null;

  @Column('text')
  said!: string;

  /** What else helped or stood in the way. */
  @Column('text')
  factors!: string;

  @Column('boolean', { name: 'for_facilitator' })
  forFacilitator!: boolean;

  @Column('uuid', { name: 'written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date | string;

  /** How somebody without a computer confirmed what was entered for them. */
  @Column('text', { nullable: true })
  confirmed!: 'paper' | 'sharedDevice' | null;
}
