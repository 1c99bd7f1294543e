import type { IsoDate, StaffField, StaffRecord } from './staff-row.js';

/** A person already in the school's records. A person whose leave date has passed stays known. */
export interface KnownPerson extends StaffRecord {
  readonly personId: string;
}

/** Fields of which a change is nothing more than a new value. */
export type PlainField = Exclude<StaffField, 'externalId' | 'lineManagerId' | 'leaveDate'> | 'extra';

export interface FieldChange {
  readonly field: PlainField;
  readonly old: unknown;
  readonly new: unknown;
}

interface About {
  readonly personId: string;
  readonly externalId: string;
}

export interface PersonChanged extends About {
  readonly changes: readonly FieldChange[];
}

/** Reassigns the person's reviews. Ids are external ids; null is nobody (the head). */
export interface LineManagerChanged extends About {
  readonly old: string | null;
  readonly new: string | null;
}

/** A leave date set, moved or withdrawn for a person in post. `gone`: the date has passed, so instances end now. */
export interface Leaver extends About {
  readonly old: IsoDate | null;
  readonly leaveDate: IsoDate | null;
  readonly gone: boolean;
}

/** Had left, and is in the file again without a leave date or with one still to come. */
export interface Returned extends About {
  readonly leftOn: IsoDate;
  readonly leaveDate: IsoDate | null;
}

/** In post but not in the file: asked about, never ended. */
export interface Missing extends About {
  readonly name: string;
}

/** Why the school's records stay as they are. */
export type Refusal =
  | {
      readonly code: 'tooManyMissing';
      readonly missing: number;
      readonly inPost: number;
      readonly expected: string;
    }
  | {
      /** The e-mail of a known person who is not in the file stands there under another id. */
      readonly code: 'emailOfAnother';
      readonly externalId: string;
      readonly email: string;
      readonly known: About;
      readonly expected: string;
    };

/** What a file would change. Nothing here depends on the order of rows. */
export interface StaffChanges {
  /** Not empty: nothing may be applied. */
  readonly refused: readonly Refusal[];
  readonly joiners: readonly StaffRecord[];
  readonly changed: readonly PersonChanged[];
  readonly lineManagerChanged: readonly LineManagerChanged[];
  readonly leavers: readonly Leaver[];
  readonly returned: readonly Returned[];
  readonly missing: readonly Missing[];
  /** In the file but never known here, and gone already: nothing is made for them. */
  readonly neverHere: readonly string[];
  /** External ids of people of whom the file says nothing new. */
  readonly unchanged: readonly string[];
}

/** Whether applying would write nothing. People who are missing are a question, not a change. */
export function changesNothing(plan: StaffChanges): boolean {
  const { joiners, changed, lineManagerChanged, leavers, returned } = plan;
  return [joiners, changed, lineManagerChanged, leavers, returned].every((list) => list.length === 0);
}
