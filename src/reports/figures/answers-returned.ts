import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';

const section = 'impact';
const HELD = `cross join lateral jsonb_array_elements_text(case jsonb_typeof(i.snapshot #> '{context,people,person}')
    when 'array' then i.snapshot #> '{context,people,person}'
    else jsonb_build_array(i.snapshot #> '{context,people,person}') end) as held(id)`;
/** One row for each person and stage that was asked: the answer is there, or its time is over. $2: the stage. */
const ASKED = {
  name: 'reports.answers_asked',
  text: `select 'response' as kind, e.id || ':' || held.id as id, a.title as label, array[held.id] as people, array[a.kind] as part,
    r.id is not null as counts, 0::float8 as amount
  from cpd.evaluation e join engine.instance i on i.id = e.id join cpd.activity a on a.id = e.activity_id
  ${HELD}
  left join cpd.evaluation_response r on r.evaluation_id = e.id and r.stage = $2 and r.person_id = held.id::uuid
  where e.cycle_id = $1 and i.state <> 'void' and held.id is not null and (r.id is not null or exists (
    select from cpd.evaluation_unreturned u where u.evaluation_id = e.id and u.part = $2))
  order by a.title, e.id, held.id`,
};
const LAPSED = {
  name: 'reports.lapsed',
  text: `select 'evaluation' as kind, u.evaluation_id || ':' || u.part as id, a.title as label, '{}'::text[] as people,
    array[u.part] as part, true as counts, u.people::float8 as amount
  from cpd.evaluation_unreturned u join cpd.evaluation e on e.id = u.evaluation_id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 order by u.part, a.title, u.evaluation_id`,
};
/** The same mark for everything and not a word. */
const STRAIGHT = {
  name: 'reports.straight_lined',
  text: `select 'response' as kind, r.id, a.title as label, array[r.person_id::text] as people, array[a.kind] as part,
    r.worth = r.learnt and r.learnt = r.support and btrim(r.said) = '' and btrim(r.factors) = '' as counts, 0::float8 as amount
  from cpd.evaluation_response r join cpd.evaluation e on e.id = r.evaluation_id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 and r.stage = 'reaction' order by a.title, r.id`,
};
const MODERATED = {
  name: 'reports.moderated',
  text: `select 'evaluation' as kind, e.id, a.title as label, '{}'::text[] as people, array[a.kind] as part,
    exists (select from cpd.evaluation_judgement m where m.evaluation_id = e.id and m.kind = 'moderated') as counts,
    0::float8 as amount
  from cpd.evaluation e join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 and exists (select from cpd.evaluation_judgement j where j.evaluation_id = e.id) order by a.title, e.id`,
};
const CHANGED = {
  name: 'reports.moderation_changed',
  text: `select 'evaluation' as kind, m.evaluation_id as id, a.title as label, '{}'::text[] as people, array[a.kind] as part,
    m.outcome <> j.outcome as counts, 0::float8 as amount
  from cpd.evaluation_judgement m join cpd.evaluation e on e.id = m.evaluation_id join cpd.activity a on a.id = e.activity_id
  join lateral (select x.outcome from cpd.evaluation_judgement x where x.evaluation_id = m.evaluation_id
    and x.kind = 'judged' and x.at < m.at order by x.at desc, x.id limit 1) j on true
  where e.cycle_id = $1 and m.kind = 'moderated' order by a.title, m.id`,
};
const FACTORS = {
  name: 'reports.other_factors',
  text: `select 'evaluation' as kind, e.id, a.title as label, '{}'::text[] as people, array[a.kind] as part,
    bool_or(btrim(j.other_factors) <> '') as counts, 0::float8 as amount
  from cpd.evaluation_judgement j join cpd.evaluation e on e.id = j.evaluation_id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 group by e.id, a.title, a.kind order by a.title, e.id`,
};
const NOBODY_ASKED = 'Nobody has been asked yet, or everybody still has time to answer.';

const returned = (stage: string, title: string, words: string): Figure =>
  figure({
    ...{
      name: `${stage}Returned`,
      section,
      unit: 'answers',
      kind: 'share',
      title,
      words,
      nothing: NOBODY_ASKED,
    },
    records: (tx, year) => tx.query<FigureRow>(ASKED, [year.id, stage]),
  });

/** How much of what was asked came back, what lapsed, and how answers were looked at: shown, never averaged away. */
export const answerFigures: readonly Figure[] = [
  returned(
    'reaction',
    'Answers on the day',
    'People who answered on the day, of all that were asked and whose time to answer is over or who answered.',
  ),
  returned(
    'application',
    'Answers some weeks later',
    'People who said what they use, of all that were asked and whose time to answer is over or who answered.',
  ),
  figure({
    ...{
      name: 'lapsedParts',
      section,
      unit: 'answers',
      kind: 'sum',
      title: 'Answers and judgements that never came',
    },
    words:
      'Answers, evidence, judgements, moderations and autumn results whose time passed without them, by part.',
    records: (tx, year) => tx.query<FigureRow>(LAPSED, [year.id]),
  }),
  figure({
    ...{
      name: 'straightLined',
      section,
      unit: 'answers',
      kind: 'share',
      title: 'Answers with the same mark throughout and no word',
    },
    nothing: 'Nobody has answered on the day.',
    words:
      'Answers on the day that give every question the same mark and say nothing else, of all answers on the day. They count like any other: this says how far to trust the marks.',
    records: (tx, year) => tx.query<FigureRow>(STRAIGHT, [year.id]),
  }),
  figure({
    ...{
      name: 'moderated',
      section,
      unit: 'evaluations',
      kind: 'share',
      title: 'Judgements that a second person looked at',
    },
    nothing: 'No outcome has been judged.',
    words: 'Evaluations whose judgement was moderated, of all with a judgement.',
    records: (tx, year) => tx.query<FigureRow>(MODERATED, [year.id]),
  }),
  figure({
    ...{
      name: 'moderationChanged',
      section,
      unit: 'evaluations',
      kind: 'share',
      title: 'Judgements that moderation changed',
    },
    nothing: 'No judgement has been moderated.',
    words: 'Moderated judgements that came out differently from the judgement before, of all moderated ones.',
    records: (tx, year) => tx.query<FigureRow>(CHANGED, [year.id]),
  }),
  figure({
    ...{
      name: 'otherFactors',
      section,
      unit: 'evaluations',
      kind: 'share',
      title: 'Judgements that name other factors',
    },
    nothing: 'No outcome has been judged.',
    words: 'Evaluations whose judgement says what else may have helped or hindered, of all with a judgement.',
    records: (tx, year) => tx.query<FigureRow>(FACTORS, [year.id]),
  }),
];
