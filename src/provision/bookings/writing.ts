import { randomUUID } from 'node:crypto';
import { Refused } from '../../api/index.js';
import type { InstanceRef } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { BookingPurpose } from './booking-purpose.entity.js';
import type { Purpose } from './requests.service.js';

/** Rewrites why somebody is to go. Throws Refused 404, 409 'already-sent' once the request has been sent. */
export async function rewritePurpose(tx: Tx, bookingId: string, purpose: Partial<Purpose>): Promise<void> {
  const [booking] = await tx.query<{ state: string }>('select state from engine.instance where id = $1', [
    bookingId,
  ]);
  if (!booking) throw new Refused(404, 'not-found', 'There is no such booking, or it is not open to you.');
  if (!booking.state.includes('outlining')) {
    throw new Refused(409, 'already-sent', 'The request has been sent. Take it back to change what it says.');
  }
  const change = { ...purpose, writtenBy: tx.principal.person ?? '', writtenAt: tx.at };
  const { affected } = await tx.manager.getRepository(BookingPurpose).update({ bookingId }, change);
  if (!affected)
    throw new Refused(403, 'not-permitted', 'This is for the person and their line manager to write.');
}

/** The outcome is fixed before, or nothing can be measured against it. Throws Refused 422 'outcome-missing'. */
export async function mustSayOutcome(tx: Tx, bookingId: string): Promise<void> {
  const purpose = await tx.manager.getRepository(BookingPurpose).findOneBy({ bookingId });
  if (!purpose || purpose.outcome === '' || purpose.baseline === '') {
    throw new Refused(
      422,
      'outcome-missing',
      'Say what shall be different afterwards, and where it starts from, before you send the request.',
    );
  }
}

/** Keeps the words that go with a step: why it was declined, sent back, or why somebody was not there. */
export async function keepNote(tx: Tx, instance: InstanceRef, about: string, body: string): Promise<void> {
  await tx.query(
    `insert into cpd.booking_note (id, school_id, booking_id, about, body, written_by, written_at)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [randomUUID(), instance.tenant, instance.id, about, body, tx.principal.person, tx.at],
  );
}
