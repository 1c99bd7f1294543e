import type { NeedLevel, NeedOrigin } from '../../workflows/need/need.types.js';
import { placeSql } from './place.js';
import type { Place } from './place.js';

/** What a list of needs is narrowed to. */
export interface NeedFilter {
  readonly cycleId?: string;
  readonly personId?: string;
  readonly place?: Place;
  readonly origin?: NeedOrigin;
  readonly level?: NeedLevel;
  readonly themeId?: string;
  readonly priorityId?: string;
  readonly groupId?: string;
  readonly staffGroup?: string;
  /** Part of the title. */
  readonly title?: string;
}

const COLUMNS: readonly (readonly [key: keyof NeedFilter, condition: (value: string) => string])[] = [
  ['cycleId', (value) => `n.cycle_id = ${value}`],
  ['personId', (value) => `n.person_id = ${value}`],
  ['place', (value) => `${placeSql('n.state')} = ${value}`],
  ['origin', (value) => `n.origin = ${value}`],
  ['level', (value) => `n.level = ${value}`],
  ['themeId', (value) => `n.theme_id = ${value}`],
  ['priorityId', (value) => `n.priority_id = ${value}`],
  ['groupId', (value) => `n.group_id = ${value}`],
  ['staffGroup', (value) => `p.staff_group = ${value}`],
  ['title', (value) => `strpos(lower(n.title), lower(${value})) > 0`],
];

/** The filter as a condition on `cpd.need_now n` and `cpd.person p`, with its values from $1 on. */
export function conditionOf(filter: NeedFilter): { condition: string; values: string[] } {
  const given = COLUMNS.filter(([key]) => filter[key] !== undefined);
  return {
    condition: given.map(([, condition], at) => condition(`$${at + 1}`)).join(' and ') || 'true',
    values: given.map(([key]) => String(filter[key])),
  };
}
