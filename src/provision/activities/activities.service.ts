import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { mustHold, todayOf } from '../../people/index.js';
import { Engine } from '../../engine/index.js';
import type { Answer } from '../../engine/index.js';
import type { Proof } from '../../platform/database/principal.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import { activityDates } from './activity-dates.js';
import type { DatesGiven } from './activity-dates.js';
import { ActivityCost } from './activity-cost.entity.js';
import { Activity } from './activity.entity.js';
import { cycleFor, mustExist } from './activity-references.js';
import { asDates, keepSessions, withIds } from './sessions.js';
import type { SessionWritten } from './sessions.js';

/** What an activity says of itself. */
export type ActivityText = Pick<
  Activity,
  | 'kind'
  | 'title'
  | 'description'
  | 'providerId'
  | 'priorityId'
  | 'statutory'
  | 'outcome'
  | 'baseline'
  | 'evidence'
>;
export type CostGiven = Omit<ActivityCost, 'activityId' | 'schoolId' | 'guestFeePence'>;

export interface NewActivity extends ActivityText, DatesGiven {
  readonly external: boolean;
  readonly cycleId: string | null;
  readonly hostSchoolId: string | null;
  readonly facilitatorId: string | null;
  readonly capacity: number | null;
  readonly minimum: number;
  readonly sessions: readonly SessionWritten[];
  readonly milestones: readonly { readonly title: string; readonly dueOn: string }[];
  readonly cost: CostGiven;
}

/** Who may draft something provided. */
const DRAFT = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];

/** Writes activities down and starts their records. */
@Injectable()
export class Activities {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** A new draft. The same key makes one, however often it is sent. */
  create(proof: Proof, what: NewActivity, key?: string): Promise<Answer> {
    return this.engine.unit.run(proof, async (tx) => {
      mustHold(tx, DRAFT, 'Drafting courses and coaching');
      const by = tx.principal.person ?? '';
      const id = key === undefined ? randomUUID() : idFrom('activity', by, key);
      const [there] = await tx.query<{ key: string }>('select key from engine.instance where id = $1', [id]);
      if (there) return this.engine.read.byKey(tx, 'activity', there.key);
      return this.write(tx, id, by, what, key);
    });
  }

  private async write(tx: Tx, id: string, by: string, what: NewActivity, key?: string): Promise<Answer> {
    const today = todayOf(tx);
    const dates = activityDates(what, what.sessions, today);
    await mustExist(tx, { ...what, potId: what.cost.potId }, today);
    const cycleId = await cycleFor(tx, what.cycleId, dates.startsOn);
    const schoolId = tx.principal.school;
    const { kind, title, description, external, hostSchoolId, providerId, priorityId, statutory } = what;
    const { outcome, baseline, evidence, facilitatorId, capacity, minimum } = what;
    await tx.manager.getRepository(Activity).insert({
      ...{ id, schoolId, hostSchoolId, cycleId, kind, title, description, external, providerId, priorityId },
      ...{ statutory, outcome, baseline, evidence, madeBy: by, madeAt: tx.at },
    });
    await tx.manager.getRepository(ActivityCost).insert({ activityId: id, schoolId, ...what.cost });
    const sessions = withIds(id, what.sessions, key);
    await keepSessions(tx, id, sessions);
    const milestones = what.milestones.map((it, n) => ({ ...it, id: idFrom('milestone', id, n) }));
    for (const { id: milestone, title: named } of milestones) {
      await tx.query(
        'insert into cpd.milestone (id, school_id, activity_id, title) values ($1, $2, $3, $4)',
        [milestone, schoolId, id, named],
      );
    }
    return this.engine.startIn(tx, 'activity', {
      id,
      key: id,
      input: {
        ...{ schoolId, activityId: id, cycleId, external, capacity, minimum, ...dates },
        people: { facilitator: facilitatorId, organiser: by },
        sessions: asDates(sessions),
        milestones: milestones.map(({ id: milestone, dueOn }) => ({ id: milestone, dueOn })),
      },
    });
  }
}
