import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PROVIDER_KINDS = [
  'company',
  'localAuthority',
  'school',
  'university',
  'charity',
  'person',
] as const;

/** Somebody outside the school who provides training. */
@Entity({ schema: 'cpd', name: 'provider' })
export class Provider {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: (typeof PROVIDER_KINDS)[number];

  @Column('text')
  contact!: string;

  @Column('text', { nullable: true })
  link!: string | null;
}
