import type { UnitOfWork } from '../platform/database/unit-of-work.js';

/**
 * The engine's time, which lives in the database: its clock plus an offset. Only simulations, the demo school and tests
 * move it; every process of the database sees the same.
 */
export class EngineClock {
  constructor(private readonly unit: UnitOfWork) {}

  /** Stops time at an instant (ISO 8601). Moves forward only by another call. */
  freeze(at: string): Promise<string> {
    return this.set(null, at);
  }

  /** Lets time run on from an instant. */
  async runFrom(at: string): Promise<string> {
    const [row] = await this.unit.bare<{ ahead: string }>(
      { text: `select extract(epoch from $1::timestamptz - clock_timestamp()) || ' seconds' as ahead` },
      [at],
    );
    return this.set(row?.ahead ?? '0', null);
  }

  async now(): Promise<string> {
    const [row] = await this.unit.bare<{ now: Date }>({ text: 'select engine.now() as now' }, []);
    return (row?.now ?? new Date(0)).toISOString();
  }

  private async set(ahead: string | null, frozenAt: string | null): Promise<string> {
    const [row] = await this.unit.bare<{ now: Date }>(
      { text: 'select engine.set_clock($1, $2::interval, $3::timestamptz) as now' },
      [this.unit.secret, ahead, frozenAt],
    );
    return (row?.now ?? new Date(0)).toISOString();
  }
}
