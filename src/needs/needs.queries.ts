import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import { Engine } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { conditionOf } from './need-filter.js';
import type { NeedFilter } from './need-filter.js';
import { placeSql } from './place.js';
import type { Place } from './place.js';

/** A need as a list shows it. Dates are ISO dates. */
export interface NeedLine {
  readonly id: string;
  readonly personId: string;
  readonly person: string;
  readonly staffGroup: string | null;
  readonly title: string;
  readonly outcome: string;
  readonly origin: string;
  readonly standards: readonly string[];
  readonly framework: string | null;
  readonly cycleId: string;
  readonly place: Place;
  readonly state: string;
  readonly revision: number;
  readonly level: string | null;
  readonly themeId: string | null;
  readonly theme: string | null;
  readonly priorityId: string | null;
  readonly rank: number | null;
  readonly ownerId: string | null;
  readonly groupId: string | null;
  readonly activityIds: readonly string[];
  readonly deferredUntil: string | null;
  readonly wantedBy: string | null;
  /** How many times it was carried into a next year. */
  readonly carried: number;
  readonly raisedAt: Date;
}

/** A theme, or none yet, with how many needs of how many people stand under it. */
export interface ThemeCount {
  readonly themeId: string | null;
  readonly theme: string | null;
  readonly needs: number;
  readonly people: number;
}

const FROM = `from cpd.need_now n join cpd.person p on p.id = n.person_id left join cpd.theme t on t.id = n.theme_id`;
const LINE = `select n.id, n.person_id as "personId", p.forename || ' ' || p.surname as person, p.staff_group as "staffGroup",
    n.title, n.outcome, n.origin, n.standards, n.framework, n.cycle_id as "cycleId", ${placeSql('n.state')} as place, n.state,
    n.revision, n.level, n.theme_id as "themeId", t.title as theme, n.priority_id as "priorityId", n.rank,
    n.owner_id as "ownerId", n.group_id as "groupId", n.activity_ids as "activityIds",
    n.deferred_until::text as "deferredUntil", n.wanted_by::text as "wantedBy", n.carried, n.raised_at as "raisedAt"
  ${FROM}`;

/** Reads of needs as the caller: what the database does not show is not there. */
@Injectable()
export class NeedsQueries {
  constructor(private readonly engine: Engine) {}

  /** Needs open to the caller: sorted ones by rank, the others after them, oldest first. */
  async list(
    tx: Tx,
    filter: NeedFilter,
    page: { limit: number; offset: number },
  ): Promise<{ total: number; needs: NeedLine[] }> {
    const { condition, values } = conditionOf(filter);
    const n = values.length;
    const [counted] = await tx.query<{ total: number }>(
      `select count(*)::int as total ${FROM} where ${condition}`,
      values,
    );
    const needs = await tx.query<NeedLine>(
      `${LINE} where ${condition} order by n.rank nulls last, n.raised_at, n.id limit $${n + 1} offset $${n + 2}`,
      [...values, page.limit, page.offset],
    );
    return { total: counted?.total ?? 0, needs };
  }

  /** How the needs of a filter spread over themes; those without one come last. */
  byTheme(tx: Tx, filter: NeedFilter): Promise<ThemeCount[]> {
    const { condition, values } = conditionOf(filter);
    return tx.query<ThemeCount>(
      `select n.theme_id as "themeId", t.title as theme, count(*)::int as needs,
          count(distinct n.person_id)::int as people
        ${FROM} where ${condition} group by 1, 2 order by t.title nulls last`,
      values,
    );
  }

  /** Throws Refused 404. */
  async one(tx: Tx, id: string): Promise<NeedLine> {
    const [line] = await tx.query<NeedLine>(`${LINE} where n.id = $1`, [id]);
    if (!line) throw new Refused(404, 'not-found', 'There is no such need, or it is not open to you.');
    return line;
  }

  /** The caller's own needs, newest first. */
  mine(tx: Tx): Promise<NeedLine[]> {
    return tx.query<NeedLine>(`${LINE} where n.person_id = $1 order by n.raised_at desc, n.id`, [
      tx.principal.person,
    ]);
  }

  /** Labels and explanations of where a need stands, outermost first. */
  async standing(tx: Tx, id: string): Promise<readonly { label: string; explain: string }[]> {
    return (await this.engine.read.instance(tx, id)).at;
  }
}
