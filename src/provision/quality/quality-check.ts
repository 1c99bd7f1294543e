import { QUALITY_PARTS } from '../../../workflows/activity/activity.types.js';
import type { QualityMark, QualityPart } from '../../../workflows/activity/activity.types.js';
import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** What each part of the DfE Standard for teachers' professional development (2016) asks of an activity, in our words. */
export const QUALITY_QUESTIONS: Readonly<Record<QualityPart, string>> = {
  pupilOutcomes: 'Is it clear what will change for pupils, and how that will be seen?',
  evidence: 'Does it rest on sound evidence, and do those who lead it know the subject and how adults learn?',
  collaboration: 'Do people work on it together, with somebody who challenges what they think?',
  sustained: 'Does it go on over time, with practice and feedback between?',
  ledFromTop: 'Do leaders make the time for it, take part, and show that it matters?',
};

export interface Answered {
  readonly mark: QualityMark;
  readonly answer: string;
}

/** One part as it was answered before approval, and again afterwards. Null: not answered. */
export interface QualityOfPart {
  readonly part: QualityPart;
  readonly asks: string;
  readonly before: Answered | null;
  readonly after: Answered | null;
}

export interface QualityCheck {
  readonly parts: readonly QualityOfPart[];
  /** Parts that are not answered, or not with yes: what is missing, before and after. */
  readonly missingBefore: readonly QualityPart[];
  readonly missingAfter: readonly QualityPart[];
}

const ANSWERS = `select 'before' as "when", part, mark, answer from cpd.quality_answer where activity_id = $1
  union all select 'after', part, mark, answer from cpd.quality_afterwards where activity_id = $1`;
const HELD = `select exists (select from cpd.attendance t join cpd.booking b on b.id = t.booking_id where b.activity_id = $1)
    or exists (select from engine.instance i where i.id = $1 and i.state ~ '(held|filing|filed)') as held
  from cpd.activity where id = $1`;

/** Throws Refused 404. */
export async function qualityOf(tx: Tx, activityId: string): Promise<QualityCheck> {
  await mustBeThere(tx, activityId);
  const rows = await tx.query<Answered & { when: 'before' | 'after'; part: QualityPart }>(ANSWERS, [
    activityId,
  ]);
  const answered = (when: 'before' | 'after', part: QualityPart): Answered | null => {
    const found = rows.find((it) => it.when === when && it.part === part);
    return found ? { mark: found.mark, answer: found.answer } : null;
  };
  const parts = QUALITY_PARTS.map((part) => ({
    ...{ part, asks: QUALITY_QUESTIONS[part] },
    ...{ before: answered('before', part), after: answered('after', part) },
  }));
  return {
    parts,
    missingBefore: parts.filter(({ before }) => before?.mark !== 'yes').map(({ part }) => part),
    missingAfter: parts.filter(({ after }) => after?.mark !== 'yes').map(({ part }) => part),
  };
}

/** Answers one part again, once it has been held. Throws Refused 403, 404, 409 'not-held-yet'. */
export async function answerAfterwards(
  tx: Tx,
  activityId: string,
  { part, mark, answer }: Answered & { readonly part: QualityPart },
): Promise<void> {
  if (!(await mustBeThere(tx, activityId)))
    throw new Refused(
      409,
      'not-held-yet',
      'It has not been held. Until then the check before approval counts.',
    );
  const [leads] = await tx.query<{ leads: boolean }>('select cpd.leads_activity($1) as leads', [activityId]);
  if (!leads?.leads)
    throw new Refused(403, 'not-permitted', 'This is for those who lead the activity, or CPD.');
  await tx.query(
    `insert into cpd.quality_afterwards (activity_id, school_id, part, mark, answer, answered_by, answered_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (activity_id, part) do update set mark = excluded.mark,
        answer = excluded.answer, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    [activityId, tx.principal.school, part, mark, answer, tx.principal.person, tx.at],
  );
}

/** Whether it has been held. As the system: a register is not for everybody to read. Throws Refused 404. */
async function mustBeThere(tx: Tx, activityId: string): Promise<boolean> {
  const [open] = await tx.query('select 1 from cpd.activity where id = $1', [activityId]);
  if (!open) throw new Refused(404, 'not-found', 'There is no such activity, or it is not open to you.');
  const [row] = await tx.asSystem((system) => system.query<{ held: boolean }>(HELD, [activityId]));
  return row?.held === true;
}
