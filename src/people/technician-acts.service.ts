import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Directory } from './directory.queries.js';
import { todayOf } from './office.js';
import { Posts } from './posts.service.js';

/** Who was at the keyboard, and why. */
export interface Technician {
  readonly account: string;
  readonly machine: string;
  readonly because: string;
}

export interface TechnicianAct {
  readonly id: string;
  readonly at: Date;
  readonly act: 'appointAdministrator';
  readonly personId: string;
  readonly account: string;
  readonly machine: string;
  readonly because: string;
}

/** What a technician may do where nobody is left who could: each is noted for the school's head and governors to see. */
@Injectable()
export class TechnicianActs {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Posts) private readonly posts: Posts,
  ) {}

  /**
   * Makes somebody an administrator of a school that has none any more.
   * @throws Refused 404 'no-such-person', 409 'has-administrator' with their names, 422 'not-here'
   */
  async appointAdministrator(school: string, personId: string, by: Technician): Promise<void> {
    const job = this.unit.job(school);
    const today = await this.unit.run(job, async (tx) => {
      const day = todayOf(tx);
      const person = await this.directory.one(tx, personId);
      if (person.leavesOn !== null && person.leavesOn < day)
        throw new Refused(422, 'not-here', 'This person has left the school.');
      const holders = await this.directory.holdersOf(tx, 'administrator', day);
      const names = await Promise.all(holders.map((holder) => this.directory.one(tx, holder)));
      if (names.length > 0) {
        const known = names.map(({ forename, surname }) => `${forename} ${surname}`).join(', ');
        throw new Refused(
          409,
          'has-administrator',
          `This school has an administrator who gives posts: ${known}. Ask them; this command is for a school that has none.`,
        );
      }
      await tx.query(
        `insert into cpd.technician_act (id, school_id, at, act, person_id, account, machine, because)
           values ($1, auth.school(), $2, 'appointAdministrator', $3, $4, $5, $6)`,
        [randomUUID(), tx.at, personId, by.account, by.machine, by.because],
      );
      return day;
    });
    const post = 'administrator' as const;
    await this.posts.give(job, { personId, post, from: today, to: null, insteadOf: null });
  }

  /** For administrators, head, deputy and governors, the newest first. */
  list(tx: Tx): Promise<TechnicianAct[]> {
    return tx.query<TechnicianAct>(
      `select id, at, act, person_id as "personId", account, machine, because from cpd.technician_act
        order by at desc, id limit 200`,
    );
  }
}
