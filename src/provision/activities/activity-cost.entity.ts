import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChargeRule } from '../money/charges.js';

/** What an activity costs, in pence: each place, and once for all. */
@Entity({ schema: 'cpd', name: 'activity_cost' })
export class ActivityCost {
  @PrimaryColumn('uuid', { name: 'activity_id' })
  activityId!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('int', { name: 'fee_pence' })
  feePence!: number;

  @Column('int', { name: 'travel_pence' })
  travelPence!: number;

  @Column('int', { name: 'materials_pence' })
  materialsPence!: number;

  @Column('int', { name: 'fixed_pence' })
  fixedPence!: number;

  /** What a place costs a school that sends somebody; null: the fee. */
  @Column('int', { name: 'guest_fee_pence', nullable: true })
  guestFeePence!: number | null;

  /** The pot that is asked first; for a fixed fee the one that pays. */
  @Column('uuid', { name: 'pot_id', nullable: true })
  potId!: string | null;

  @Column('jsonb')
  charges!: ChargeRule[];
}
