import type { Tx } from '../../platform/database/unit-of-work.js';

/** Somebody with a place, as those who lead the activity see them: name and what they need to take part, nothing else. */
export interface SessionPerson {
  readonly bookingId: string;
  readonly name: string;
  readonly accessRequirements: string;
  /** Session id -> mark. */
  readonly marks: Readonly<Record<string, string>>;
}

const PEOPLE = {
  name: 'provision.session_people',
  text: `select booking_id as "bookingId", name, access_requirements as "accessRequirements", marks
    from cpd.session_people($1)`,
};

/** Empty for whoever does not lead or organise it. */
export const sessionPeople = (tx: Tx, activityId: string): Promise<SessionPerson[]> =>
  tx.query<SessionPerson & object>(PEOPLE, [activityId]);
