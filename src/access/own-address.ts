import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Session } from './session.js';

/** The e-mail address that a school has for the person who is signed in. */
@Injectable()
export class OwnAddress {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /** Null for somebody without one. */
  async of({ proof, person }: Session): Promise<string | null> {
    const [row] = await this.unit.run(proof, (tx) =>
      tx.query<{ email: string | null }>('select email from cpd.person where id = $1', [person]),
    );
    return row?.email ?? null;
  }
}
