import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many of each: what a staff file came to. */
export interface ImportCounts {
  readonly joiners: number;
  readonly changed: number;
  readonly lineManagers: number;
  readonly leavers: number;
  readonly returned: number;
  readonly missing: number;
  readonly unchanged: number;
  readonly problems: number;
}

/** One staff file that was checked or taken in. The file itself is never kept, only its digest. */
@Entity({ schema: 'cpd', name: 'staff_import' })
export class StaffImport {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'by_person', type: 'uuid', nullable: true }) byPerson!: string | null;
  @Column({ type: 'timestamptz' }) at!: Date;
  /** SHA-256 of the file, hexadecimal. */
  @Column({ type: 'text' }) digest!: string;
  @Column({ type: 'text' }) outcome!: 'refused' | 'checked' | 'committed' | 'unchanged';
  @Column({ type: 'jsonb' }) counts!: ImportCounts;
}
