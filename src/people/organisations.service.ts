import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Person } from './person.entity.js';
import { Posts } from './posts.service.js';

/** What stands above schools. */
export type AboveKind = 'trust' | 'localAuthority';

export interface NewAdviser {
  readonly forename: string;
  readonly surname: string;
  readonly email: string;
  /** ISO date from which they advise. */
  readonly from: string;
}

/** Trusts and local authorities, and which school belongs to which: a technician's work, from the command line. */
@Injectable()
export class Organisations {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Posts) private readonly posts: Posts,
  ) {}

  /** Founds a trust or local authority, as its own system. Returns its id. @throws Refused 422 'bad-name' */
  async found(kind: AboveKind, name: string): Promise<string> {
    const given = name.trim();
    if (given.length < 1 || given.length > 200)
      throw new Refused(422, 'bad-name', 'A name has 1 to 200 characters.');
    const id = randomUUID();
    await this.unit.run(this.unit.job(id), (tx) =>
      tx.query('insert into cpd.organisation (id, kind, name) values ($1, $2, $3)', [id, kind, given]),
    );
    return id;
  }

  /**
   * Puts a school under a trust or local authority, or a trust under a local authority; null: under none.
   * @throws Error of the database where the kinds do not fit
   */
  async placeUnder(id: string, parentId: string | null): Promise<void> {
    await this.unit.bare({ text: 'select cpd.place_under($1, $2, $3)' }, [this.unit.secret, id, parentId]);
  }

  /** Enters somebody who answers what schools refer to this organisation. Returns their id. */
  async addAdviser(organisationId: string, { from, ...who }: NewAdviser): Promise<string> {
    const system = this.unit.job(organisationId);
    const id = randomUUID();
    await this.unit.run(system, (tx) =>
      tx.manager.insert(Person, {
        ...{ id, schoolId: organisationId, jobTitle: 'Adviser', startsOn: from },
        ...who,
      }),
    );
    await this.posts.give(system, { personId: id, post: 'adviser', from, to: null, insteadOf: null });
    return id;
  }
}
