import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Posts of a school. Work goes to whoever holds the post on the day. */
export const POSTS = [
  'head',
  'deputy',
  'cpdLeader',
  'cpdTeam',
  'finance',
  'cover',
  'governor',
  'chair',
  'adviser',
  'administrator',
  'inductionTutor',
  'mentor',
] as const;
export type PostName = (typeof POSTS)[number];

/**
 * Why somebody holds a post. own: in their own right. acting: appointed for a while, perhaps in somebody's place. delegated:
 * its holder handed it to them. vacancy: nobody holds it, and it falls to them until somebody does.
 */
export const BASES = ['own', 'acting', 'delegated', 'vacancy'] as const;
export type Basis = (typeof BASES)[number];

/** A post held from a day up to, not including, another. */
@Entity({ schema: 'cpd', name: 'post' })
export class Post {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ type: 'text' }) post!: PostName;
  @Column({ name: 'from_date', type: 'date' }) fromDate!: string;
  @Column({ name: 'to_date', type: 'date', nullable: true }) toDate!: string | null;
  /** Whom the holder stands in for. */
  @Column({ name: 'instead_of', type: 'uuid', nullable: true }) insteadOf!: string | null;
  @Column({ type: 'text', default: 'own' }) basis!: Basis;
  @Column({ name: 'delegation_id', type: 'uuid', nullable: true }) delegationId!: string | null;
}
