import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { endPostsHandedOn } from './delegations.service.js';
import { Directory } from './directory.queries.js';
import { todayOf } from './office.js';
import { Post } from './post.entity.js';
import type { PostName } from './post.entity.js';
import { StaffNewsService } from './staff-news.service.js';

export interface PostGiven {
  readonly personId: string;
  readonly post: PostName;
  readonly from: string;
  /** First day without it; null while no end is known. */
  readonly to: string | null;
  /** Whom the person stands in for. */
  readonly insteadOf: string | null;
  /** Appointed for a while, also to a post that is vacant. Whoever stands in for somebody is. */
  readonly acting?: boolean;
}

/** Posts given and ended by hand, beside what the staff file says. An administrator's work, or the system's. */
@Injectable()
export class Posts {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
  ) {}

  list(tx: Tx): Promise<Post[]> {
    return tx.manager.find(Post, { order: { post: 'ASC', fromDate: 'ASC', id: 'ASC' } });
  }

  /** @throws Refused 404 'no-such-person', 409 'held-already', 422 'ends-before-it-begins' */
  async give(proof: Proof, given: PostGiven): Promise<Post> {
    if (given.to !== null && given.to <= given.from)
      throw new Refused(422, 'ends-before-it-begins', 'A post ends on a later day than it begins.');
    const { school, made } = await this.unit.run(proof, async (tx) => {
      await this.directory.one(tx, given.personId);
      if (given.insteadOf === given.personId)
        throw new Refused(422, 'instead-of-oneself', 'Nobody stands in for themselves.');
      const before = await this.directory.holdersOf(tx, given.post, given.from);
      if (before.includes(given.personId) && !(await heldAsVacancy(tx, given)))
        throw new Refused(409, 'held-already', 'This person holds that post on that day already.');
      const { personId, post, from, to, insteadOf } = given;
      const basis = given.acting || insteadOf !== null ? ('acting' as const) : ('own' as const);
      const row = {
        ...{ schoolId: tx.principal.school, personId, post, fromDate: from, toDate: to, insteadOf, basis },
        delegationId: null,
      };
      const [{ id } = { id: '' }] = (await tx.manager.insert(Post, row)).identifiers as { id: string }[];
      await this.tellOf(tx, id, post, insteadOf, personId, from);
      // Whoever stands in does so until a day: on it, work goes back to whoever then holds the post.
      if (to !== null) await this.tellOf(tx, id, post, personId, null, to);
      return { school: tx.principal.school, made: { id, ...row } };
    });
    await this.news.tell(school);
    return made;
  }

  /** Ends a post: `to` is the first day without it. @throws Refused 404 'no-such-post', 422, 403 */
  async end(proof: Proof, id: string, to: string): Promise<Post> {
    const { school, ended } = await this.unit.run(proof, async (tx) => {
      const post = await tx.manager.findOneBy(Post, { id });
      if (!post) throw new Refused(404, 'no-such-post', 'There is no such post.');
      if (to <= post.fromDate)
        throw new Refused(422, 'ends-before-it-begins', 'A post ends on a later day than it begins.');
      const { affected } = await tx.manager.update(Post, { id }, { toDate: to });
      if (!affected) throw new Refused(403, 'not-permitted', 'Posts are kept by an administrator.');
      await tx.asSystem((system) => endPostsHandedOn(system, post.personId, post.post, to));
      await this.tellOf(tx, id, post.post, post.personId, null, to);
      return { school: tx.principal.school, ended: { ...post, toDate: to } };
    });
    await this.news.tell(school);
    return ended;
  }

  private tellOf(
    tx: Tx,
    id: string,
    post: PostName,
    oldId: string | null,
    newId: string | null,
    on: string,
  ): Promise<void> {
    const today = todayOf(tx);
    const personId = newId ?? oldId ?? '';
    const news = {
      id: idFrom('staff news', id, newId ? 'given' : 'ended', on),
      personId,
      oldId,
      newId,
      post,
      on,
    };
    return tx.asSystem((system) =>
      this.news.write(system, [{ ...news, kind: 'post', dueOn: on > today ? on : today }]),
    );
  }
}

/** Held only because nobody else did: giving it in their own right is no second time. */
async function heldAsVacancy(tx: Tx, { personId, post, from }: PostGiven): Promise<boolean> {
  const others = await tx.query(
    `select id from cpd.post where person_id = $1 and post = $2 and basis <> 'vacancy' and from_date <= $3
        and (to_date is null or to_date > $3) limit 1`,
    [personId, post, from],
  );
  return others.length === 0;
}
