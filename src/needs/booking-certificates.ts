import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../engine/index.js';
import { Certificate } from './certificate.entity.js';
import { findCycle } from './cycle-dates.js';
import { YearNeeds } from './year-needs.js';

/** A certificate that somebody gained through a booking. */
export interface CertificateFromBooking {
  readonly certificateId: string;
  readonly bookingId: string;
  readonly personId: string;
  readonly title: string;
  readonly statutory: boolean;
  /** ISO dates; null: it does not expire. */
  readonly gainedOn: string;
  readonly expiresOn: string | null;
}

/** Certificates that bookings bring join those that people hold, and raise a need before they expire. */
@Injectable()
export class BookingCertificates {
  constructor(private readonly years: YearNeeds) {}

  /** In the commit that keeps it, as the system. The same certificate is entered once. */
  async receiveCertificate(context: CommandContext, what: CertificateFromBooking): Promise<void> {
    const { tx, instance } = context;
    const { certificateId, gainedOn, ...rest } = what;
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Certificate)
      .values({
        ...rest,
        ...{ id: certificateId, schoolId: instance.tenant, awardedOn: gainedOn },
        ...{ recordedBy: null, recordedAt: tx.at, struckAt: null },
      })
      .orIgnore()
      .execute();
    const year = what.expiresOn === null ? null : await findCycle(tx, null);
    if (year) await this.years.raiseExpiring(context, year.id, certificateId);
  }
}
