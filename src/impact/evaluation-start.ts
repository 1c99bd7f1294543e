import type { ImpactInput } from '../../workflows/impact/impact.types.js';
import type { StartRequest } from '../engine/index.js';
import { longAbsencesOf, todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Evaluation } from './evaluation.entity.js';
import { outcomeDates } from './outcomes-due.js';

/** What an evaluation begins with, whoever it is about. */
export interface NewEvaluation {
  readonly id: string;
  /** The booking's id, or the activity's for a group: starting it twice starts it once. */
  readonly key: string;
  readonly cycleId: string;
  readonly activityId: string;
  readonly bookingId: string | null;
  readonly people: ImpactInput['people'];
  /** Who may enter answers for those of a group who have no computer. */
  readonly enters?: readonly string[];
  readonly needIds: readonly string[];
  readonly mode: 'full' | 'light';
  /** Last day of what was attended, ISO date. */
  readonly heldOn: string;
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
}

/** Those whose work is with pupils' learning; for everybody else level 5 may be a benefit to the service. */
const WITH_PUPILS = ['leadership', 'teacher', 'hlta', 'teachingAssistant'];

/**
 * Writes what was fixed before and says how the record starts. As the system. Attendance that is recorded late leaves the
 * same time to answer: clocks count from today at the earliest.
 */
export async function prepareEvaluation(tx: Tx, what: NewEvaluation): Promise<StartRequest> {
  const today = todayOf(tx);
  const heldOn = what.heldOn < today ? today : what.heldOn;
  const dates = await outcomeDates(tx, heldOn);
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(Evaluation)
    .values({
      id: what.id,
      schoolId: tx.principal.school,
      cycleId: what.cycleId,
      activityId: what.activityId,
      bookingId: what.bookingId,
      outcome: what.outcome,
      forWhom: '',
      baselineNumber: null,
      baselineUnit: null,
      baselineLevel: what.baseline,
      evidencePlanned: what.evidence,
      heldOn: what.heldOn,
      dueOn: dates.outcomesDueOn,
      startedAt: tx.at,
    })
    .orIgnore()
    .execute();
  const input: Omit<ImpactInput, 'at' | 'by'> = {
    ...{ schoolId: tx.principal.school, cycleId: what.cycleId, activityId: what.activityId },
    ...{ bookingId: what.bookingId, people: what.people, needIds: what.needIds, mode: what.mode, heldOn },
    enters: what.enters ?? [],
    awaySince: await awayAlone(tx, what.people.person, today),
    ...(await gapBehind(tx, what.needIds)),
    ...dates,
    benefit: await benefitFor(tx, what.people.person),
    baselineStated: what.outcome !== '',
  };
  return { id: what.id, key: what.key, input: { ...input } };
}

/** One person's evaluation waits for them; that of a group goes on without whoever is away. */
async function awayAlone(tx: Tx, person: ImpactInput['people']['person'], today: string) {
  if (typeof person !== 'string') return null;
  return (await longAbsencesOf(tx, [person], today)).get(person) ?? null;
}

/** The gap of a self-assessment that stands behind a need, where exactly one need is to be met. */
async function gapBehind(tx: Tx, needIds: readonly string[]) {
  if (needIds.length !== 1) return { standardsId: null, gapId: null };
  const [need] = await tx.query<{ standardsId: string | null; gapId: string | null }>(
    `select snapshot #>> '{context,standardsId}' as "standardsId", snapshot #>> '{context,gapId}' as "gapId"
      from engine.instance where id = $1 and chart = 'need'`,
    [needIds[0]],
  );
  return { standardsId: need?.standardsId ?? null, gapId: need?.gapId ?? null };
}

async function benefitFor(tx: Tx, person: ImpactInput['people']['person']): Promise<'pupils' | 'service'> {
  const people = person === null ? [] : typeof person === 'string' ? [person] : person;
  const [row] = await tx.query<{ pupils: boolean }>(
    `select exists (select from cpd.person where id = any ($1) and staff_group = any ($2)) as pupils`,
    [people, WITH_PUPILS],
  );
  return row?.pupils ? 'pupils' : 'service';
}
