import { placeOf } from '../../needs/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import { once } from './once.js';
import type { Figure, FigureRow } from './figure.js';

export interface NeedRow {
  readonly id: string;
  readonly title: string;
  readonly person: string;
  readonly group: string;
  readonly origin: string;
  readonly level: string;
  readonly theme: string;
  readonly state: string;
  readonly finding: string | null;
  readonly why: string | null;
  /** It went on into a later year: in this one it was still waiting at the end, whatever came of it since. */
  readonly wentOn: boolean;
}

/**
 * A need belongs to the year in which it was raised and to every year that it was carried into, so that a year's number of
 * needs is the same before and after its end. Closed ones keep the state in which they were closed.
 */
const NEEDS = {
  name: 'reports.needs',
  text: `select n.id, n.title, n.person_id::text as person, n.origin, n.finding,
    case when n.state <> 'closed' then n.state else coalesce((select v.from_state from engine.event v
      where v.instance_id = n.id and v.to_state = 'closed' order by v.revision limit 1), n.state) end as state,
    coalesce(n.level, 'notSorted') as level,
    coalesce((select t.title from cpd.theme t where t.id = n.theme_id), 'noTheme') as theme,
    case when p.staff_group in ('teacher', 'leadership') then 'teaching' else 'support' end as "group",
    (select w.body from cpd.need_word w where w.need_id = n.id and w.kind = 'declined' and w.undone_at is null
      order by w.at desc limit 1) as why,
    n.cycle_id <> $1::uuid as "wentOn"
  from cpd.need_now n join cpd.person p on p.id = n.person_id
  where n.cycle_id = $1::uuid or n.raised_in = $1::uuid or exists (select from engine.event v where v.instance_id = n.id
    and v.type = 'CARRY_OVER' and v.payload ->> 'toCycleId' = $1::uuid::text
    and v.from_state !~ '^live\\.(judged\\.met|declined|withdrawn)')
  order by n.raised_at, n.id`,
};

export type NeedEnd = 'met' | 'waiting' | 'declined' | 'left';

/** What became of a need in a year. 'left': the person did, before anything came of it. Pure. */
export function endOf({ state, finding, wentOn }: Pick<NeedRow, 'state' | 'finding' | 'wentOn'>): NeedEnd {
  if (wentOn) return 'waiting';
  const place = placeOf(state);
  if (finding === 'met' || place === 'met') return 'met';
  if (place === 'declined') return 'declined';
  return place === 'ended' && finding === null ? 'left' : 'waiting';
}

/** Needs that one side still contests are for the moderator; what was withdrawn was no need. */
export async function needsOf(tx: Tx, cycleId: string | null): Promise<NeedRow[]> {
  const rows = await once(tx, `needs ${cycleId}`, () => tx.query<NeedRow>(NEEDS, [cycleId]));
  return rows.filter((need) => {
    const place = placeOf(need.state);
    return place !== 'contested' && (need.wentOn || place !== 'withdrawn');
  });
}

export const rowOf = (need: NeedRow, part: string, counts = true, label = need.title): FigureRow => ({
  ...{ kind: 'need', id: need.id, label, people: [need.person], part: [part], counts, amount: 0 },
});
const section = 'needs';
const NONE = 'No training needs are recorded for this year.';

/** Needs: raised, met, waiting, declined and why. */
export const needFigures: readonly Figure[] = [
  figure({
    ...{ name: 'needsRaised', section, unit: 'needs', kind: 'count', title: 'Training needs raised' },
    words:
      'Training needs that were raised in this year or carried into it, by where they came from; contested and withdrawn ones are left out.',
    records: async (tx, year) => (await needsOf(tx, year.id)).map((it) => rowOf(it, it.origin)),
  }),
  figure({
    ...{ name: 'needsMet', section, unit: 'needs', kind: 'share', nothing: NONE },
    title: 'Training needs met',
    words: 'Training needs of this year that were judged met, of all that were raised.',
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).map((it) => rowOf(it, it.group, endOf(it) === 'met')),
  }),
  figure({
    ...{ name: 'needsWaiting', section, unit: 'needs', kind: 'count', title: 'Training needs waiting' },
    words:
      'Training needs of this year that were neither met nor declined, partly met ones and those carried on included. Of people who left they wait no more.',
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).filter((it) => endOf(it) === 'waiting').map((it) => rowOf(it, it.group)),
  }),
  figure({
    ...{ name: 'needsDeclined', section, unit: 'needs', kind: 'count', title: 'Training needs declined' },
    words:
      'Training needs of this year that were declined. Each opens to the reason that the person was given.',
    records: async (tx, year) =>
      (await needsOf(tx, year.id))
        .filter((it) => endOf(it) === 'declined')
        .map((it) => rowOf(it, it.group, true, it.why === null ? it.title : `${it.title}: ${it.why}`)),
  }),
  figure({
    ...{ name: 'needsLeft', section, unit: 'needs', kind: 'count', inTable: true },
    title: 'Of people who left',
    words: 'Training needs of this year of people who left the school before anything came of them.',
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).filter((it) => endOf(it) === 'left').map((it) => rowOf(it, it.group)),
  }),
];

/** The same share for the year before. */
export const needsMetBefore = figure({
  ...{ name: 'needsMetBefore', section: 'nextYear', unit: 'needs', kind: 'share' },
  title: 'Trend: training needs met in the year before',
  nothing: 'There is no earlier year in the records to compare with.',
  words:
    'The share of training needs met in the year before; those that were carried on into this year count as not met then.',
  records: async (tx, year) =>
    (await needsOf(tx, year.previousId)).map((it) => rowOf(it, it.group, endOf(it) === 'met')),
});

/** What is carried into the next year. */
export const needsCarried = figure({
  ...{ name: 'needsCarried', section: 'nextYear', unit: 'needs', kind: 'count' },
  title: 'Training needs that go on',
  words: 'Training needs of this year that are not met or declined: they wait for next year’s plan.',
  records: async (tx, year) =>
    (await needsOf(tx, year.id)).filter((it) => endOf(it) === 'waiting').map((it) => rowOf(it, it.origin)),
});
