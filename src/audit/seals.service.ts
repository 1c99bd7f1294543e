import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Something in the audit that is not as it was. */
export interface Tampering {
  readonly school: string;
  readonly what: string;
  /** Of the seal. */
  readonly number: string | null;
  readonly entry: string | null;
}

/** The end of a school's chain. */
export interface ChainEnd {
  readonly school: string;
  readonly name: string;
  readonly number: string | null;
  /** Hexadecimal; to be kept somewhere else. */
  readonly hash: string | null;
  readonly entries: string;
  /** Added since the last seal: nothing shows yet when one of them is changed together with its digest. */
  readonly unsealed: string;
  readonly erased: string;
}

/** Most entries that go into one seal. */
const BATCH = 5_000;

/** Seals the audit in batches, and computes everything again to see whether somebody changed it. */
@Injectable()
export class Seals {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /** Seals whatever was added since. How many entries. */
  async seal(): Promise<number> {
    for (let sealed = 0; ;) {
      const [row] = await this.unit.bare<{ n: number }>({ text: 'select audit.seal($1, $2) as n' }, [
        this.unit.secret,
        BATCH,
      ]);
      const n = row?.n ?? 0;
      sealed += n;
      if (n < BATCH) return sealed;
    }
  }

  /** Everything that is not as it was; empty when the audit is whole. */
  verify(school: string | null = null): Promise<Tampering[]> {
    return this.unit.bare<Tampering>(
      { text: 'select school, what, number, entry from audit.verify($1, $2)' },
      [this.unit.secret, school],
    );
  }

  ends(): Promise<ChainEnd[]> {
    return this.unit.bare<ChainEnd>(
      { text: 'select school, name, number, hash, entries, unsealed, erased from audit.heads($1)' },
      [this.unit.secret],
    );
  }

  /** Whether some chain still has the seal with this hash: without it, the newest part was cut off. */
  async passes(hash: string): Promise<boolean> {
    const [row] = await this.unit.bare<{ passes: boolean }>(
      { text: 'select audit.passes($1, $2) as passes' },
      [this.unit.secret, hash.toLowerCase()],
    );
    return row?.passes ?? false;
  }

  /** Takes a person out of the audit of a school; that something happened stays. How many entries. */
  async erase(system: Proof, person: string): Promise<number> {
    const [row] = await this.unit.run(system, (tx) =>
      tx.query<{ n: number }>('select audit.erase($1) as n', [person]),
    );
    return row?.n ?? 0;
  }
}
