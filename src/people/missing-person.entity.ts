import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whom a new staff file does not name, and what was answered about them. */
@Entity({ schema: 'cpd', name: 'missing_person' })
export class MissingPerson {
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @PrimaryColumn({ name: 'person_id', type: 'uuid' }) personId!: string;
  @PrimaryColumn({ name: 'import_id', type: 'uuid' }) importId!: string;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt!: Date;
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
  @Column({ type: 'text', nullable: true }) answer!: 'here' | 'left' | null;
  @Column({ name: 'answered_by', type: 'uuid', nullable: true }) answeredBy!: string | null;
}
