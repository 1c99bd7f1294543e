import { Column, Entity, PrimaryColumn } from 'typeorm';

/** pg hands bigint over as text; a pot holds at most ten million pounds, which a number holds exactly. */
const asNumber = { to: (value: number) => value, from: (value: string) => Number(value) };

/** Money set aside for a year's training, in one financial year. */
@Entity({ schema: 'cpd', name: 'pot' })
export class Pot {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'school_id', type: 'uuid' }) schoolId!: string;
  @Column({ name: 'cycle_id', type: 'uuid' }) cycleId!: string;
  @Column({ type: 'text' }) name!: string;
  /** Integer pence. */
  @Column({ name: 'amount_pence', type: 'bigint', transformer: asNumber }) amountPence!: number;
  /** '2026-27'. */
  @Column({ name: 'financial_year', type: 'text' }) financialYear!: string;
  @Column({ name: 'closed_on', type: 'date', nullable: true }) closedOn!: string | null;
}
