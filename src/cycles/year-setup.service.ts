import { Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { mustHold } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { Pot } from './pot.entity.js';
import { Priority } from './priority.entity.js';
import { Cycle } from './cycle.entity.js';

export interface PriorityAsked {
  readonly code: string;
  readonly title: string;
}

export interface PotAsked {
  readonly name: string;
  /** Integer pence. */
  readonly amountPence: number;
  /** '2026-27'. */
  readonly financialYear: string;
}

/** Priorities, pots and frameworks of a year. Writes as the caller: row-level security says who may. */
@Injectable()
export class YearSetup {
  /** The whole list: what it no longer names is withdrawn, not deleted, because needs refer to it. */
  async setPriorities(tx: Tx, cycleId: string, asked: readonly PriorityAsked[]): Promise<Priority[]> {
    mustHold(tx, ['cpdLeader', 'head', 'deputy', 'administrator'], 'Setting priorities');
    mustDiffer(asked.map((priority) => priority.code));
    await mustExist(tx, cycleId);
    const { school } = tx.principal;
    const rows = asked.map(({ code, title }) => ({ id: idFrom('priority', cycleId, code), code, title }));
    await tx.query(
      `insert into cpd.priority (id, school_id, cycle_id, code, title)
         select p.id, $1, $2, p.code, p.title from jsonb_to_recordset($3::jsonb) as p(id uuid, code text, title text)
         on conflict (school_id, cycle_id, code) do update set title = excluded.title, withdrawn_on = null`,
      [school, cycleId, JSON.stringify(rows)],
    );
    await tx.query(
      `update cpd.priority set withdrawn_on = $3::timestamptz::date
        where cycle_id = $1 and withdrawn_on is null and code <> all ($2::text[])`,
      [cycleId, asked.map((priority) => priority.code), tx.at],
    );
    return this.priorities(tx, cycleId);
  }

  priorities(tx: Tx, cycleId: string): Promise<Priority[]> {
    return tx.manager.find(Priority, { where: { cycleId }, order: { code: 'ASC' } });
  }

  /** Adds a pot, or changes the amount of the one with that name and financial year. */
  async setPot(tx: Tx, cycleId: string, asked: PotAsked): Promise<Pot> {
    await mustExist(tx, cycleId);
    const id = idFrom('pot', cycleId, asked.financialYear, asked.name);
    const there = await tx.manager.findOneBy(Pot, { id });
    if (there?.closedOn)
      throw new Refused(409, 'pot-closed', 'This pot is closed; its amount cannot change.');
    const pot = { id, schoolId: tx.principal.school, cycleId, ...asked, closedOn: null };
    if (!there) await tx.manager.insert(Pot, pot);
    else {
      const { affected } = await tx.manager.update(Pot, { id }, { amountPence: asked.amountPence });
      if (!affected)
        throw new Refused(403, 'not-permitted', 'Pots are kept by CPD leader, head and finance.');
    }
    return pot;
  }

  pots(tx: Tx, cycleId: string): Promise<Pot[]> {
    return tx.manager.find(Pot, { where: { cycleId }, order: { financialYear: 'ASC', name: 'ASC' } });
  }
}

async function mustExist(tx: Tx, cycleId: string): Promise<void> {
  if (!(await tx.manager.existsBy(Cycle, { id: cycleId })))
    throw new Refused(404, 'no-such-year', 'There is no such year.');
}

function mustDiffer(codes: readonly string[]): void {
  if (new Set(codes).size < codes.length)
    throw new Refused(422, 'code-twice', 'Every priority needs a code of its own.');
}
