import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Triage } from '../../workflows/need/need.types.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Proof } from '../platform/database/principal.js';
import { idFrom } from '../platform/ids.js';

/** Groups of needs that are the same, and how needs were sorted. */
@Injectable()
export class Groups {
  constructor(private readonly unit: UnitOfWork) {}

  /** A new group; the same `key` of the same person finds the one it made before. Returns its id. */
  make(proof: Proof, title: string, key?: string): Promise<string> {
    return this.unit.run(proof, async (tx) => {
      const { school, person } = tx.principal;
      const id = key === undefined ? randomUUID() : idFrom('need-group', school, person ?? '', key);
      await tx.query(
        `insert into cpd.need_group (id, school_id, title, made_by, made_at) values ($1, $2, $3, $4, $5)
          on conflict do nothing`,
        [id, school, title, person, tx.at],
      );
      return id;
    });
  }

  /** How needs are sorted now, by id; those that are not sorted are left out. */
  async sortings(tx: Tx, ids: readonly string[]): Promise<Map<string, Triage>> {
    const rows = await tx.query<Triage & { id: string }>(
      `select id, level, theme_id as "themeId", priority_id as "priorityId", rank, owner_id as "ownerId"
        from cpd.need_now where id = any ($1) and level is not null`,
      [ids],
    );
    return new Map(rows.map(({ id, ...triage }) => [id, triage]));
  }
}
