import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { codeOf } from '../platform/database/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';

export interface NewSchool {
  readonly name: string;
  /** Six digits. */
  readonly urn: string;
  readonly phase?: string | null;
  /** IANA zone; Europe/London unless given. */
  readonly zone?: string;
  readonly id?: string;
}

export interface SchoolEntry {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly urn: string | null;
  readonly phase: string | null;
  readonly zone: string;
}

/** Somebody who comes over from another school: what a staff file would say of them, and the day. */
export interface ComingPerson {
  readonly id: string;
  readonly forename: string;
  readonly surname: string;
  readonly email: string | null;
  readonly jobTitle: string;
  readonly staffGroup: string | null;
  /** ISO date: from when they belong here. */
  readonly on: string;
  readonly from: string;
  readonly fromUrn: string | null;
}

/** Schools themselves. */
@Injectable()
export class Schools {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /**
   * Founds a school, as its system: for the command line and the demo.
   * @throws Refused 409 'urn-taken', 422 'bad-urn'
   */
  async found({ name, urn, phase, zone, id = randomUUID() }: NewSchool): Promise<string> {
    if (!/^\d{6}$/.test(urn)) throw new Refused(422, 'bad-urn', 'A URN has six digits.');
    try {
      await this.unit.run(this.unit.job(id), (tx) =>
        tx.query(
          `insert into cpd.organisation (id, kind, name, urn, phase, zone) values ($1, 'school', $2, $3, $4, $5)`,
          [id, name, urn, phase ?? null, zone ?? 'Europe/London'],
        ),
      );
      return id;
    } catch (error) {
      if (codeOf(error) === '23505')
        throw new Refused(409, 'urn-taken', `A school with the URN ${urn} is here already.`);
      throw error;
    }
  }

  /** Who comes over from other schools; nobody for those who are not the school's office. */
  comingStaff(tx: Tx): Promise<ComingPerson[]> {
    return tx.query(
      `select id, forename, surname, email, job_title as "jobTitle", staff_group as "staffGroup", on_date::text as "on",
          from_school as "from", from_urn as "fromUrn" from cpd.coming_staff()`,
    );
  }

  /** The caller's school. */
  async own(tx: Tx): Promise<SchoolEntry> {
    const [school] = await tx.query<SchoolEntry>(
      'select id, kind, name, urn, phase, zone from cpd.organisation where id = auth.school()',
    );
    if (!school) throw new Refused(404, 'no-such-school', 'There is no such school.');
    return school;
  }
}
