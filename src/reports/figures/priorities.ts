import { strengthOf } from '../../impact/index.js';
import type { EvidenceKind } from '../../impact/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import { once } from './once.js';
import type { Figure, FigureRow, FigureYear } from './figure.js';

/** An evaluation of something for a school priority. */
interface Evaluated {
  readonly id: string;
  readonly label: string;
  readonly people: string[];
  readonly part: string[];
  readonly finding: string | null;
  readonly kinds: EvidenceKind[];
  readonly measured: boolean;
  readonly described: boolean;
}

/** A priority is the activity's own, or that of the need behind the booking. */
const EVALUATED = {
  name: 'reports.priority_evaluations',
  text: `select e.id, a.title as label, array[p.code || ' ' || p.title] as part, c.context ->> 'outcome' as finding,
    case jsonb_typeof(c.context #> '{people,person}') when 'array'
      then array(select jsonb_array_elements_text(c.context #> '{people,person}'))
      else array[c.context #>> '{people,person}'] end as people,
    array(select distinct v.kind from cpd.evaluation_evidence v where v.evaluation_id = e.id) as kinds,
    exists (select from cpd.evaluation_measure m where m.evaluation_id = e.id and m.baseline is not null
      and m.actual is not null) as measured,
    exists (select from cpd.evaluation_response r where r.evaluation_id = e.id and r.stage <> 'reaction') as described
  from cpd.evaluation e
  join engine.instance i on i.id = e.id
  cross join lateral (select i.snapshot -> 'context' as context) c
  join cpd.activity a on a.id = e.activity_id
  left join cpd.booking_purpose b on b.booking_id = e.booking_id
  left join cpd.need_now n on n.id = b.need_id
  join cpd.priority p on p.id = coalesce(a.priority_id, n.priority_id)
  where e.cycle_id = $1 and i.state <> 'void' order by p.code, a.title, e.id`,
};

const evaluated = (tx: Tx, year: FigureYear): Promise<Evaluated[]> =>
  once(tx, `priorities ${year.id}`, () => tx.query<Evaluated>(EVALUATED, [year.id]));
const isJudged = ({ finding }: Evaluated): boolean => finding !== null && finding !== 'tooEarly';
const row = ({ id, label, people, part }: Evaluated, counts: boolean): FigureRow => ({
  ...{ kind: 'evaluation', id, label, people, part, counts, amount: 0 },
});
const section = 'priorities';
const NONE_JUDGED = 'No evaluation of anything for a school priority has been judged.';

/** For each school priority: what changed, how strong the evidence is, what is not known. */
export const priorityFigures: readonly Figure[] = [
  figure({
    ...{ name: 'prioritiesMet', section, unit: 'evaluations', kind: 'share', nothing: NONE_JUDGED },
    title: 'Outcomes met, by school priority',
    words:
      'Evaluations of activities or needs for a school priority whose outcome was judged met, of all that were judged. Too early counts as not judged.',
    records: async (tx, year) =>
      (await evaluated(tx, year)).filter(isJudged).map((it) => row(it, it.finding === 'met')),
  }),
  figure({
    ...{ name: 'prioritiesEvidence', section, unit: 'evaluations', kind: 'share', nothing: NONE_JUDGED },
    title: 'Judgements that rest on something others can look at',
    words:
      'Judged evaluations for a school priority with a measure before and after, an observation, pupils’ work or data, of all that were judged.',
    records: async (tx, year) =>
      (await evaluated(tx, year))
        .filter(isJudged)
        .map((it) => row(it, ['strong', 'fair'].includes(strengthOf(it)))),
  }),
  figure({
    ...{ name: 'prioritiesMeasured', section, unit: 'measures', kind: 'share', nothing: NONE_JUDGED },
    title: 'Outcomes measured before and after',
    words:
      'Judged evaluations for a school priority that have the same measure before and after, of all that were judged.',
    records: async (tx, year) =>
      (await evaluated(tx, year)).filter(isJudged).map((it) => row(it, it.measured)),
  }),
  figure({
    ...{ name: 'prioritiesUnknown', section, unit: 'evaluations', kind: 'count' },
    title: 'What is not known',
    words:
      'Evaluations for a school priority that nobody has judged, or where it is too early: nothing can be said of them.',
    records: async (tx, year) =>
      (await evaluated(tx, year)).filter((it) => !isJudged(it)).map((it) => row(it, true)),
  }),
];
