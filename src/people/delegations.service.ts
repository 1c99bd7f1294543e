import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { postsOf } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { addDays } from './dates.js';
import { DELEGABLE } from './delegable.js';
import { Delegation } from './delegation.entity.js';
import { Directory } from './directory.queries.js';
import { todayOf } from './office.js';
import type { PostName } from './post.entity.js';
import { StaffNewsService } from './staff-news.service.js';

/** What is handed on. Neither posts nor line management named: all that the person has and may hand on. */
export interface DelegationAsked {
  /** Whose duties; the caller's own without it. Somebody else's are an administrator's to hand on. */
  readonly ofPersonId?: string;
  readonly toPersonId: string;
  readonly from: string;
  /** Last day of it. */
  readonly until: string;
  readonly posts?: readonly PostName[];
  readonly lineManagement?: boolean;
}

/** Longest that duties are in other hands; for longer a school appoints somebody. Days. */
const LONGEST = 366;

/** Whether handing from one to the other would come back to where it began, at any time of those days. */
const LOOP = `with recursive onward as (
    select to_person_id as person, array[$1::uuid, to_person_id] as path from cpd.delegation
     where from_person_id = $1 and from_date < $3 and to_date > $2
  union all
    select d.to_person_id, o.path || d.to_person_id from onward o join cpd.delegation d on d.from_person_id = o.person
     where d.from_date < $3 and d.to_date > $2 and d.to_person_id <> all (o.path)
) select person from onward where person = $4 limit 1`;

const HELD = `select distinct post from cpd.post where person_id = $1 and basis in ('own', 'acting') and from_date <= $2
  and (to_date is null or to_date > $2) order by post`;

/** Duties in other hands for a while: the day comes, the colleague has them; the day passes, they are back. */
@Injectable()
export class Delegations {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
  ) {}

  /** Those that the caller may see, the newest first: their own, and for the school's office all. */
  list(tx: Tx): Promise<Delegation[]> {
    return tx.manager.find(Delegation, { order: { fromDate: 'DESC', id: 'ASC' }, take: 500 });
  }

  /**
   * Hands duties on.
   * @throws Refused 403 'not-permitted', 404 'no-such-person', 409 'delegation-loop', 422 'to-oneself',
   * 'ends-before-it-begins', 'in-the-past', 'too-long', 'not-delegable', 'not-held', 'manages-nobody', 'nothing-to-delegate',
   * 'not-here-then'
   */
  async give(proof: Proof, asked: DelegationAsked): Promise<Delegation> {
    const made = await this.unit.run(proof, async (tx) => {
      const { person } = tx.principal;
      const of = asked.ofPersonId ?? person;
      if (person === null || of === null)
        throw new Refused(403, 'not-permitted', 'A person hands duties on.');
      if (of !== person && !postsOf(tx.principal).includes('administrator'))
        throw new Refused(403, 'not-permitted', 'An administrator hands on the duties of somebody else.');
      mustBeDates(asked, todayOf(tx));
      await this.mustBeHere(tx, of, asked);
      await this.mustBeHere(tx, asked.toPersonId, asked);
      if (of === asked.toPersonId)
        throw new Refused(422, 'to-oneself', 'Duties are handed to somebody else.');
      const posts = await this.postsToPass(tx, of, asked);
      const lineManagement = await this.passesLineManagement(tx, of, asked);
      if (posts.length === 0 && !lineManagement)
        throw new Refused(
          422,
          'nothing-to-delegate',
          'They hold no post and manage nobody: there is nothing to hand on.',
        );
      const row = {
        ...{
          id: randomUUID(),
          schoolId: tx.principal.school,
          fromPersonId: of,
          toPersonId: asked.toPersonId,
        },
        ...{ fromDate: asked.from, toDate: addDays(asked.until, 1), posts, lineManagement },
        ...{ madeBy: person, madeAt: new Date(tx.at) },
      };
      await tx.asSystem((system) => mustNotLoop(system, row));
      await tx.manager.insert(Delegation, row);
      await tx.asSystem((system) => passPosts(system, row));
      return row;
    });
    await this.news.tell(made.schoolId);
    return made;
  }

  /**
   * Takes duties back: `on` is the first day without it, today at the earliest.
   * @throws Refused 404 'no-such-delegation', 403 'not-permitted', 422 'in-the-past'
   */
  async end(proof: Proof, id: string, on: string): Promise<Delegation> {
    const ended = await this.unit.run(proof, async (tx) => {
      const found = await tx.manager.findOneBy(Delegation, { id });
      if (!found)
        throw new Refused(404, 'no-such-delegation', 'There is no such delegation that you may see.');
      if (on < todayOf(tx)) throw new Refused(422, 'in-the-past', 'Duties come back today or later.');
      const toDate = [on, found.fromDate].sort().at(-1) ?? on;
      if (toDate >= found.toDate) return found;
      const { affected } = await tx.manager.update(Delegation, { id }, { toDate });
      if (!affected)
        throw new Refused(
          403,
          'not-permitted',
          'Whoever handed duties on takes them back, or an administrator.',
        );
      await tx.asSystem((system) => endPosts(system, 'o.delegation_id = $2', [toDate, id]));
      return { ...found, toDate };
    });
    await this.news.tell(ended.schoolId);
    return ended;
  }

  private async mustBeHere(tx: Tx, id: string, { from, until }: DelegationAsked): Promise<void> {
    const { startsOn, leavesOn } = await this.directory.one(tx, id);
    if ((leavesOn !== null && leavesOn < until) || (startsOn !== null && startsOn > from))
      throw new Refused(422, 'not-here-then', 'One of the two does not work here on all of these days.');
  }

  private async postsToPass(tx: Tx, of: string, { posts, lineManagement, from }: DelegationAsked) {
    const rows = await tx.query<{ post: PostName }>(HELD, [of, from]);
    const held = rows.map(({ post }) => post);
    const wanted =
      posts ?? (lineManagement === undefined ? held.filter((post) => DELEGABLE.includes(post)) : []);
    const fixed = wanted.find((post) => !DELEGABLE.includes(post));
    if (fixed)
      throw new Refused(
        422,
        'not-delegable',
        `Who acts as ${fixed} is appointed by the school (an administrator gives the post with its dates): it opens what is confidential.`,
        { delegable: DELEGABLE },
      );
    const missing = wanted.find((post) => !held.includes(post));
    if (missing)
      throw new Refused(
        422,
        'not-held',
        `They do not hold the post ${missing} in their own right on that day.`,
        { held },
      );
    return [...new Set(wanted)];
  }

  private async passesLineManagement(tx: Tx, of: string, asked: DelegationAsked): Promise<boolean> {
    if (asked.lineManagement === false || (asked.lineManagement === undefined && asked.posts)) return false;
    const manages = (await this.directory.managedBy(tx, of, asked.from)).length > 0;
    if (asked.lineManagement && !manages)
      throw new Refused(422, 'manages-nobody', 'They manage nobody on that day.');
    return manages;
  }
}

function mustBeDates({ from, until }: DelegationAsked, today: string): void {
  if (until < from)
    throw new Refused(422, 'ends-before-it-begins', 'The last day cannot lie before the first.');
  if (from < today) throw new Refused(422, 'in-the-past', 'Duties are handed on from today or a later day.');
  if (addDays(from, LONGEST) < until)
    throw new Refused(
      422,
      'too-long',
      'For more than a year a school appoints somebody: give them the post.',
    );
}

/** Two who hand duties on at once wait for one another. */
async function mustNotLoop(system: Tx, row: Delegation): Promise<void> {
  await system.query('select id from cpd.organisation where id = auth.school() for update');
  const days = [row.fromDate, row.toDate];
  const found = await system.query(LOOP, [row.toPersonId, ...days, row.fromPersonId]);
  if (found.length > 0)
    throw new Refused(
      409,
      'delegation-loop',
      'They hand their own duties on in these days, and in the end to you: nobody would be left to do them.',
    );
}

async function passPosts(system: Tx, row: Delegation): Promise<void> {
  await system.query(
    `insert into cpd.post (school_id, person_id, post, from_date, to_date, instead_of, basis, delegation_id)
       select auth.school(), $1, p, $2, $3, $4, 'delegated', $5 from unnest($6::text[]) p`,
    [row.toPersonId, row.fromDate, row.toDate, row.fromPersonId, row.id, row.posts],
  );
}

/** Posts that were handed on end with a day; those that had not begun by then never were. */
async function endPosts(system: Tx, which: string, values: readonly unknown[]): Promise<void> {
  const ending = `o.school_id = auth.school() and o.basis = 'delegated' and ${which}`;
  await system.query(`delete from cpd.post o where ${ending} and o.from_date >= $1::date`, values);
  await system.query(
    `update cpd.post o set to_date = $1::date where ${ending} and (o.to_date is null or o.to_date > $1::date)`,
    values,
  );
}

/**
 * Somebody leaves, or gives a post up: what they handed on, and what was handed to them, ends with it. As the system; `on`
 * is the first day without it.
 */
export async function endDelegationsOf(system: Tx, personIds: readonly string[], on: string): Promise<void> {
  await system.query(
    `update cpd.delegation set to_date = greatest($2::date, from_date)
      where (from_person_id = any ($1::uuid[]) or to_person_id = any ($1::uuid[])) and to_date > greatest($2::date, from_date)`,
    [personIds, on],
  );
  await endPosts(system, '(o.person_id = any ($2::uuid[]) or o.instead_of = any ($2::uuid[]))', [
    on,
    personIds,
  ]);
}

/** A post that its holder gives up comes back from whomever they had handed it to. As the system. */
export const endPostsHandedOn = (system: Tx, of: string, post: string, on: string): Promise<void> =>
  endPosts(system, 'o.instead_of = $2 and o.post = $3', [on, of, post]);
