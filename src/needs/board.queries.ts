import { Injectable } from '@nestjs/common';
import { StandardsQueries } from '../standards/index.js';
import type { Strength } from '../standards/index.js';
import type { NeedOrigin } from '../../workflows/need/need.types.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { placeSql } from './place.js';
import type { Place } from './place.js';

/** A need as the triage page shows it: no more than that, so that a whole year of a large school is one quick read. */
export interface BoardNeed {
  readonly id: string;
  readonly personId: string;
  readonly person: string;
  readonly staffGroup: string | null;
  readonly title: string;
  readonly origin: NeedOrigin;
  readonly framework: string | null;
  readonly standards: readonly string[];
  readonly place: Place;
  /** A decision about it can still be undone. */
  readonly undoable: boolean;
  readonly level: string | null;
  readonly themeId: string | null;
  readonly priorityId: string | null;
  readonly rank: number | null;
  readonly groupId: string | null;
  readonly group: string | null;
  readonly deferredUntil: string | null;
  readonly carried: number;
}

/** Most needs of one year that the page holds; more are said, never hidden. */
const MOST = 2000;
/** Most strengths looked at in one framework. */
const STRENGTHS = 5000;

const BOARD = `select n.id, n.person_id as "personId", p.forename || ' ' || p.surname as person, p.staff_group as "staffGroup",
    n.title, n.origin, n.framework, n.standards, ${placeSql('n.state')} as place, n.state like '%.undoable' as undoable, n.level,
    n.theme_id as "themeId", n.priority_id as "priorityId", n.rank, n.group_id as "groupId", g.title as "group",
    n.deferred_until::text as "deferredUntil", n.carried
  from cpd.need_now n join cpd.person p on p.id = n.person_id left join cpd.need_group g on g.id = n.group_id
  where n.cycle_id = $1 order by n.rank nulls last, n.raised_at, n.id limit ${MOST}`;

/** The needs of a year for whoever sorts them, and the colleagues who are strong at what they are about. As the caller. */
@Injectable()
export class Board {
  constructor(private readonly standards: StandardsQueries) {}

  needs(tx: Tx, cycleId: string): Promise<BoardNeed[]> {
    return tx.query<BoardNeed>(BOARD, [cycleId]);
  }

  /** Only those who let others know. One read for each framework that the needs name. */
  async strengths(tx: Tx, needs: readonly BoardNeed[]): Promise<Strength[]> {
    const found: Strength[] = [];
    for (const framework of new Set(needs.flatMap((need) => need.framework ?? []))) {
      const wanted = new Set(
        needs.filter((need) => need.framework === framework).flatMap(({ standards }) => standards),
      );
      const strong = await this.standards.strengths(tx, framework, null, STRENGTHS, 0);
      found.push(...strong.filter(({ standard }) => wanted.has(standard)));
    }
    return found;
  }
}
