import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';

/** What bookings have taken out of one pot, pence. */
export interface PotMoney {
  readonly potId: string;
  /** Promised and not yet paid. */
  readonly committedPence: number;
  readonly spentPence: number;
}

/** Who knows what bookings cost: the provision feature. */
export interface MoneySource {
  /** Per pot of a year; pots without bookings may be left out. In a transaction of the system. */
  moneyOf(system: Tx, cycleId: string): Promise<readonly PotMoney[]>;
}

/** Where provision says what bookings commit and spend; plans know nothing of bookings. */
@Injectable()
export class CommittedMoney {
  private source: MoneySource | undefined;

  register(source: MoneySource): void {
    this.source = source;
  }

  /** Nothing, while there are no bookings. */
  async of(system: Tx, cycleId: string): Promise<ReadonlyMap<string, PotMoney>> {
    const found = (await this.source?.moneyOf(system, cycleId)) ?? [];
    return new Map(found.map((money) => [money.potId, money]));
  }
}
