import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { addDays } from './dates.js';
import { endDelegationsOf } from './delegations.service.js';
import { mustHold } from './office.js';
import type { PostName } from './post.entity.js';
import { StaffNewsService } from './staff-news.service.js';

const OFFICE = ['administrator', 'cpdLeader', 'head', 'deputy'];

/**
 * Somebody leaves. From the day after the last they cannot sign in; their posts end; the school's years hear of it on that
 * day, end what is open for them, keep its record, and pass on what they did for others.
 */
@Injectable()
export class Leaving {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
  ) {}

  /** @throws Refused 403 'not-permitted', 404 'no-such-person', 422 'left-before-start' */
  async record(proof: Proof, personId: string, lastDay: string): Promise<void> {
    const school = await this.unit.run(proof, async (tx) => {
      mustHold(tx, OFFICE, 'Saying that somebody leaves');
      await tx.asSystem((system) => this.note(system, personId, lastDay));
      return tx.principal.school;
    });
    await this.news.tell(school);
  }

  /** The same within a transaction that acts as the system; whoever calls tells the news after the commit. */
  async note(system: Tx, personId: string, lastDay: string): Promise<void> {
    const [person] = await system.query<{ fits: boolean; known: boolean }>(
      `select coalesce(starts_on <= $2, true) as fits, leaves_on is not distinct from $2::date as known
         from cpd.person where id = $1 for update`,
      [personId, lastDay],
    );
    if (!person) throw new Refused(404, 'no-such-person', 'There is no such person in this school.');
    if (!person.fits)
      throw new Refused(422, 'left-before-start', 'Their last day cannot lie before the day they started.');
    if (person.known) return;
    await this.news.withdrawLeaving(system, [personId]);
    await system.query('update cpd.person set leaves_on = $2 where id = $1', [personId, lastDay]);
    const posts = await system.query<{ post: PostName }>(
      `update cpd.post set to_date = greatest($2::date + 1, from_date + 1)
        where person_id = $1 and (to_date is null or to_date > $2::date + 1) returning post`,
      [personId, lastDay],
    );
    await endDelegationsOf(system, [personId], addDays(lastDay, 1));
    const id = (...parts: string[]): string =>
      idFrom('staff news', 'leaving', personId, lastDay, system.at, ...parts);
    const dueOn = addDays(lastDay, 1);
    const of = { personId, on: lastDay, dueOn };
    await this.news.write(system, [
      { id: id(), kind: 'left', ...of },
      ...posts.map(({ post }) => ({ id: id(post), kind: 'post' as const, post, oldId: personId, ...of })),
    ]);
  }
}
