/**
 * Reasons that wait until a decision stands, and answers that are entered for people without a computer.
 *
 * A reason for declining or putting off is for the person once the decision can no longer be undone: until then the row is
 * not there for anybody but those who decide. Answers to the evaluation of a group may be entered for somebody without a
 * computer by their line manager, or by whoever leads or organises the activity, and say how the person confirmed them.
 */
export class NeedsAndAnswers1790000000021 {
  readonly name = 'NeedsAndAnswers1790000000021';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(REASONS);
    await q.query(ANSWERS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const DECIDE = holds('cpdLeader', 'cpdTeam', 'head');

const REASONS = `
-- Whether words about a need still wait: those of a decision that can be undone are for those who decide. p_kind, p_at: what
-- they are and when they were written.
create function cpd.need_word_waits(p_need uuid, p_kind text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from engine.instance i where i.id = p_need and p_at >= (i.snapshot #>> '{context,decidedAt}')::timestamptz
    and (p_kind = 'declined' and i.state = 'live.declined.undoable'
      or p_kind = 'deferred' and i.state = 'live.waiting.deferred.undoable'))
$$;
-- Whether the caller decides about needs, and this one is not their own.
create function cpd.decides_need(p_need uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select auth.is_system() or (auth.holds('cpdLeader') or auth.holds('cpdTeam') or auth.holds('head') or auth.holds('deputy'))
    and not exists (select from engine.instance i where i.id = p_need
      and i.snapshot #> '{context,people,person}' @> to_jsonb(auth.person()::text))
$$;

drop policy readers on cpd.need_word;
create policy readers on cpd.need_word for select to cpd_app
  using (${HERE} and exists (select from engine.instance i where i.id = need_word.need_id)
    and (by_person = ${ME} or cpd.decides_need(need_id) or undone_at is null and not cpd.need_word_waits(need_id, kind, at)));
-- Whoever takes a decision back takes its reason back, whoever gave it: as the system.
drop policy undoes on cpd.need_word;
create policy undoes on cpd.need_word for update to cpd_app using (${HERE} and ${SYSTEM}) with check (${HERE});

-- An adviser who knows no way declines by answering: the answer waits in the same manner.
drop policy readers on cpd.referral;
create policy readers on cpd.referral for select to cpd_app
  using (${HERE} and exists (select from engine.instance i where i.id = referral.need_id)
    and (adviser_id = ${ME} or cpd.decides_need(need_id) or answered_at is null
      or not cpd.need_word_waits(need_id, 'declined', answered_at)));
`;

const roles = (...names: string[]): string =>
  `cpd.evaluation_roles(evaluation_id) && array[${names.map((n) => `'${n}'`).join(', ')}]`;
const WRITES_ANSWER = `written_by = ${ME} and (case stage
  when 'managerView' then ${roles('lineManager')} and person_id <> ${ME}
  else person_id = ${ME} and ${roles('person')} or ${roles('lineManager')}
    or of_group and confirmed is not null and cpd.enters_answers_for(evaluation_id, person_id) end)`;
const WRITES_ANSWER_0009 = `written_by = ${ME} and (case stage
  when 'managerView' then ${roles('lineManager')} and person_id <> ${ME}
  else person_id = ${ME} and ${roles('person')} or ${roles('lineManager')} end)`;
const LINE_MANAGER_OF_ANSWER = `of_group and exists (select from cpd.person p where p.id = person_id
  and p.school_id = evaluation_response.school_id and p.line_manager_id = ${ME})`;
const WHOLE = roles('lineManager', 'cpdLeader', 'head', 'deputy');

const answerPolicies = (writes: string, enters: string): string => `
drop policy readers on cpd.evaluation_response;
drop policy adds on cpd.evaluation_response;
drop policy mends on cpd.evaluation_response;
create policy readers on cpd.evaluation_response for select to cpd_app
  using (${HERE} and (${SYSTEM} or person_id = ${ME} or ${WHOLE} or ${LINE_MANAGER_OF_ANSWER} ${enters}));
create policy adds on cpd.evaluation_response for insert to cpd_app with check (${HERE} and (${writes}));
create policy mends on cpd.evaluation_response for update to cpd_app
  using (${HERE} and (person_id = ${ME} and stage <> 'managerView' or ${roles('lineManager')} ${enters}))
  with check (${HERE} and (${writes}));`;

const EVALUATION_READERS = (who: string): string => `
drop policy readers on cpd.evaluation;
create policy readers on cpd.evaluation for select to cpd_app using (${HERE} and (${SYSTEM}
  or cpd.evaluation_roles(id) && array['person', 'lineManager', 'cpdLeader', 'head', 'deputy'] ${who}));`;

const ANSWERS = `
alter table cpd.evaluation_response add column confirmed text check (confirmed in ('paper', 'sharedDevice'));
comment on column cpd.evaluation_response.confirmed is
  'How somebody without a computer confirmed what was entered for them; null for what people wrote themselves.';
grant update (confirmed) on cpd.evaluation_response to cpd_app;

-- Whether the caller may enter answers of a group for this person: who has no computer, and whose line manager they are, or
-- who came to what they lead or organise.
create function cpd.enters_answers_for(p_evaluation uuid, p_person uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from engine.instance i
    join cpd.person p on p.id = p_person and p.school_id = i.tenant_id and not p.online
    left join engine.instance a on a.id = (i.snapshot #>> '{context,activityId}')::uuid and a.tenant_id = i.tenant_id
    where i.id = p_evaluation and i.tenant_id = auth.school() and i.chart = 'impact' and p_person <> auth.person()
      and i.snapshot #> '{context,people,enters}' @> to_jsonb(auth.person()::text)
      and i.snapshot #> '{context,people,person}' @> to_jsonb(p_person::text)
      and (p.line_manager_id = auth.person()
        or a.snapshot #> '{context,people,facilitator}' @> to_jsonb(auth.person()::text)
        or a.snapshot #> '{context,people,organiser}' @> to_jsonb(auth.person()::text)))
$$;
-- What it is for, which the activity says as well; nothing that anybody answered.
create function cpd.enters_answers(p_evaluation uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from engine.instance i where i.id = p_evaluation and i.tenant_id = auth.school() and i.chart = 'impact'
    and i.snapshot #> '{context,people,enters}' @> to_jsonb(auth.person()::text))
$$;
${EVALUATION_READERS('or cpd.enters_answers(id)')}
${answerPolicies(WRITES_ANSWER, 'or of_group and cpd.enters_answers_for(evaluation_id, person_id)')}
`;

const DOWN = `
${answerPolicies(WRITES_ANSWER_0009, '')}
${EVALUATION_READERS('')}
drop function cpd.enters_answers(uuid), cpd.enters_answers_for(uuid, uuid);
alter table cpd.evaluation_response drop column confirmed;
drop policy readers on cpd.referral;
create policy readers on cpd.referral for select to cpd_app
  using (${HERE} and exists (select from engine.instance i where i.id = referral.need_id));
drop policy undoes on cpd.need_word;
create policy undoes on cpd.need_word for update to cpd_app
  using (${HERE} and (${DECIDE}) and exists (select from engine.instance i where i.id = need_word.need_id));
drop policy readers on cpd.need_word;
create policy readers on cpd.need_word for select to cpd_app
  using (${HERE} and exists (select from engine.instance i where i.id = need_word.need_id));
drop function cpd.decides_need(uuid), cpd.need_word_waits(uuid, text, timestamptz);
`;
