import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Refused } from '../api/index.js';
import { Engine } from '../engine/index.js';
import { Reviewers } from '../people/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Certificate } from './certificate.entity.js';
import { findCycle } from './cycle-dates.js';
import { expiringNeeds } from './expiring.js';
import { raiseNeeds } from './new-need.js';

/** A certificate as it is recorded. ISO dates. */
export interface CertificateText {
  readonly personId: string;
  readonly title: string;
  readonly awardedOn: string;
  readonly expiresOn: string | null;
  readonly statutory: boolean;
}

/** Certificates, and the needs that they raise before they expire. */
@Injectable()
export class Certificates {
  constructor(
    private readonly engine: Engine,
    private readonly reviewers: Reviewers,
  ) {}

  /** Records one; where it ends within the present year or soon after, the need to renew it is raised at once. */
  record(proof: Proof, text: CertificateText): Promise<Certificate> {
    if (text.expiresOn !== null && text.expiresOn <= text.awardedOn) {
      throw new Refused(422, 'dates', 'A certificate expires after the day on which it was awarded.');
    }
    return this.engine.unit.run(proof, async (tx) => {
      const [person] = await tx.query('select 1 from cpd.person where id = $1', [text.personId]);
      if (!person) throw new Refused(422, 'unknown-person', 'There is no such person at this school.');
      const id = randomUUID();
      await tx.manager.getRepository(Certificate).insert({
        ...text,
        ...{ id, schoolId: tx.principal.school, bookingId: null },
        ...{ recordedBy: tx.principal.person, recordedAt: tx.at, struckAt: null },
      });
      if (text.expiresOn !== null) await this.raise(tx, id);
      return tx.asSystem((system) => system.manager.getRepository(Certificate).findOneByOrFail({ id }));
    });
  }

  /** Those open to the caller, of one person or all, soonest to expire first. */
  list(tx: Tx, personId: string | undefined, limit: number, offset: number): Promise<Certificate[]> {
    return tx.manager.getRepository(Certificate).find({
      where: { struckAt: IsNull(), ...(personId === undefined ? {} : { personId }) },
      order: { expiresOn: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
      take: limit,
      skip: offset,
    });
  }

  /** Takes a wrong entry out of the lists; the row stays. Throws Refused 404. */
  async strike(tx: Tx, id: string): Promise<void> {
    const { affected } = await tx.manager
      .getRepository(Certificate)
      .update({ id, struckAt: IsNull() }, { struckAt: tx.at });
    if (!affected)
      throw new Refused(404, 'not-found', 'There is no such certificate, or not for you to strike out.');
  }

  /** As the system: whoever records a certificate, the need belongs to the person who holds it. */
  private async raise(tx: Tx, certificateId: string): Promise<void> {
    const starts = await tx.asSystem(async (system) => {
      const year = await findCycle(system, null);
      if (!year) return [];
      const needs = await expiringNeeds(system, this.reviewers, year, certificateId);
      return raiseNeeds(system, needs);
    });
    for (const start of starts) await this.engine.startIn(tx, 'need', start);
  }
}
