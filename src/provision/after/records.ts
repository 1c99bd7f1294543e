import type { Tx } from '../../platform/database/unit-of-work.js';
import type { InstanceRef } from '../../engine/index.js';
import { Refused } from '../../api/index.js';
import { todayOf } from '../../people/index.js';

/** The provider's answer: approved is not booked until it is there. */
export async function keepConfirmation(
  tx: Tx,
  {
    id,
    bookingId,
    reference,
  }: { readonly id: string; readonly bookingId: string; readonly reference: string },
): Promise<void> {
  await tx.query(
    `insert into cpd.confirmation (id, school_id, booking_id, reference, entered_by, entered_at)
      values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, tx.principal.school, bookingId, reference, tx.principal.person, tx.at],
  );
}

export interface CertificateGiven {
  readonly id: string;
  readonly bookingId: string;
  readonly title: string;
  /** ISO date; null: it does not expire. */
  readonly expiresOn: string | null;
  readonly link: string | null;
}

/** Throws Refused 422 'date-past' for one that has expired already. */
export async function keepCertificate(tx: Tx, given: CertificateGiven): Promise<void> {
  const { id, bookingId, title, expiresOn, link } = given;
  if (expiresOn !== null && expiresOn <= todayOf(tx)) {
    throw new Refused(422, 'date-past', 'This certificate has expired already.');
  }
  await tx.query(
    `insert into cpd.booking_certificate (id, school_id, booking_id, title, expires_on, link, added_by, added_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [id, tx.principal.school, bookingId, title, expiresOn, link, tx.principal.person, tx.at],
  );
}

export interface ShareBackGiven {
  readonly text: string;
  readonly link: string | null;
  readonly everybody: boolean;
  readonly sharedWith: readonly string[];
}

/** What somebody brought back, for everybody or for those named. */
export async function keepShareBack(tx: Tx, booking: InstanceRef, given: ShareBackGiven): Promise<void> {
  await tx.query(
    `insert into cpd.share_back (booking_id, school_id, activity_id, body, link, everybody, shared_with, written_by,
        written_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      booking.id,
      tx.principal.school,
      booking.context['activityId'],
      given.text,
      given.link,
      given.everybody,
      given.sharedWith,
      tx.principal.person,
      tx.at,
    ],
  );
}
