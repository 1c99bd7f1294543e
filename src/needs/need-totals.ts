import { Injectable } from '@nestjs/common';
import { postsOf } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { hideSmall, mergeSmall } from '../platform/small-numbers.js';
import type { Group } from '../platform/small-numbers.js';
import { mustHold } from '../people/index.js';
import { placeSql } from './place.js';
import type { Place } from './place.js';

/** Needs of one part of the staff. Null: too few to be shown. */
export interface NeedTotal {
  /** From the widest to the narrowest; empty: the whole school. */
  readonly staff: readonly string[];
  readonly people: number;
  readonly met: number | null;
  readonly waiting: number | null;
  readonly declined: number | null;
}

interface Row {
  readonly staffGroup: string;
  readonly personId: string;
  readonly place: Place;
}

interface Staff extends Group {
  readonly rows: readonly Row[];
}

/** Who sees every figure; whoever else may ask sees them merged and hidden where they are small. */
const FULL = ['cpdLeader', 'cpdTeam', 'head'];
const ASKERS = [...FULL, 'deputy', 'governor', 'chair'];
const TEACHING = ['teacher', 'leadership'];

/** Counts needs of a year, met, waiting and declined, by part of the staff. */
@Injectable()
export class NeedTotals {
  /** Throws Refused 403. */
  async of(tx: Tx, cycleId: string): Promise<NeedTotal[]> {
    mustHold(tx, ASKERS, 'The totals of training needs');
    const rows = await tx.asSystem((system) =>
      system.query<Row>(
        `select coalesce(p.staff_group, 'other') as "staffGroup", n.person_id as "personId", ${placeSql('n.state')} as place
          from cpd.need_now n join cpd.person p on p.id = n.person_id
          where n.cycle_id = $1 and starts_with(n.state, 'live.') and not starts_with(n.state, 'live.contested')`,
        [cycleId],
      ),
    );
    const full = tx.principal.system || postsOf(tx.principal).some((post) => FULL.includes(post));
    return totalsOf(rows, full);
  }
}

/** The totals of needs, each with its person's part of the staff; merged and hidden unless `full`. Pure. */
export function totalsOf(rows: readonly Row[], full: boolean): NeedTotal[] {
  const parts = [...new Set(rows.map((row) => row.staffGroup))].sort().map((staffGroup): Staff => {
    const own = rows.filter((row) => row.staffGroup === staffGroup);
    const path = [TEACHING.includes(staffGroup) ? 'teaching' : 'support', staffGroup];
    return { path, people: new Set(own.map((row) => row.personId)).size, rows: own };
  });
  if (full) return parts.map((part) => ({ staff: part.path, people: part.people, ...cellsOf(part.rows) }));
  return mergeSmall(parts).map(({ path, people, groups }) => ({
    ...{ staff: path, people },
    ...hideSmall(cellsOf(groups.flatMap((group) => group.rows))),
  }));
}

function cellsOf(rows: readonly Row[]) {
  const met = rows.filter((row) => row.place === 'met').length;
  const declined = rows.filter((row) => row.place === 'declined').length;
  return { met, declined, waiting: rows.length - met - declined };
}
