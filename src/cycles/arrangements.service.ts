import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { Engine, EventNotAccepted, InstanceFinished } from '../engine/index.js';
import type { IncomingEvent } from '../engine/index.js';
import { Directory, todayOf } from '../people/index.js';
import { postsOf } from '../platform/database/principal.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { HEARING } from './hearing.js';
import type { Hearing } from './hearing.js';

/** Those who arrange for others; the head's own review is the chair's to arrange. */
const OFFICE = ['administrator', 'deputy', 'head'];

/** Live records about a person. */
const ABOUT = `select i.id, i.chart from engine.instance i
 where i.tenant_id = auth.school() and i.status = 'active' and i.chart = any ($1)
   and $2 in (i.snapshot #>> '{context,people,person}', i.snapshot #>> '{context,people,reviewee}')
 order by i.chart, i.id`;

interface Arranged {
  readonly id: string;
  readonly event: IncomingEvent;
}

/**
 * Arranges for a person what concerns their records without reading any: who reviews, who moderates, when they stand still.
 * People and settings, no content: the records hear it as the system's event, and their log says who asked for it.
 */
@Injectable()
export class Arrangements {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  /** Another reviewer, or for the head's own review a panel, of everything that is open. */
  changeReviewer(proof: Proof, personId: string, reviewers: readonly string[]): Promise<void> {
    const to = reviewers.length === 1 ? (reviewers[0] ?? null) : [...reviewers];
    const event = { type: 'REASSIGN', reviewer: to };
    return this.arrange(
      proof,
      personId,
      ({ manager }) => (manager === 'reviewer' ? event : undefined),
      reviewers,
    );
  }

  /** Somebody independent, where neither head nor chair is. */
  appointModerator(proof: Proof, personId: string, moderator: string): Promise<void> {
    return this.arrange(proof, personId, (hearing) => hearing.moderator?.(moderator), [moderator]);
  }

  /** Everything of theirs stands still from a day on; it may last beyond the end of the year. */
  pause(proof: Proof, personId: string, from: string): Promise<void> {
    return this.arrange(proof, personId, (hearing) => hearing.pause?.(from));
  }

  /** `to` is the last day away. */
  resume(proof: Proof, personId: string, to: string): Promise<void> {
    return this.arrange(proof, personId, (hearing) => hearing.resume?.(to));
  }

  /**
   * Somebody works in two schools of a trust. `home`: the school that holds their review; what was begun of it here ends
   * with its record kept. Null: this one, from the next year on, or from when they are entered as joining.
   */
  async setHomeSchool(proof: Proof, personId: string, home: string | null): Promise<void> {
    const { school, leaving } = await this.engine.unit.run(proof, async (tx) => {
      await this.mustBeTheirs(tx, personId, []);
      if (home === tx.principal.school)
        throw new Refused(422, 'not-another-school', 'This school is their home where no other is named.');
      return tx.asSystem(async (system) => {
        await system.query('delete from cpd.home_school where person_id = $1', [personId]);
        if (home === null) return { school: system.principal.school, leaving: [] };
        await keepHome(system, personId, home);
        const on = todayOf(system);
        const ends = (hearing: Hearing) => (hearing.atHome ? hearing.leave?.(personId, on) : undefined);
        return { school: system.principal.school, leaving: await about(system, personId, ends) };
      });
    });
    for (const one of leaving) await this.send(this.engine.unit.job(school), one, personId);
  }

  /** As the system, for somebody who is away when a year opens. */
  async standStill(school: string, personId: string, from: string): Promise<void> {
    const job = this.engine.unit.job(school);
    const known = await this.engine.unit.run(job, (tx) =>
      about(tx, personId, (hearing) => hearing.pause?.(from)),
    );
    for (const one of known) await this.send(job, one, 'away');
  }

  /**
   * @throws Refused 403 'not-permitted', 404 'no-such-person', 409 'nothing-open' where no record of theirs takes it now,
   * 422 'own-review' for somebody who would arrange for themselves, or be their own reviewer.
   */
  private async arrange(
    proof: Proof,
    personId: string,
    eventFor: (hearing: Hearing) => IncomingEvent | undefined,
    named: readonly string[] = [],
  ): Promise<void> {
    const { job, asker, arranged } = await this.engine.unit.run(proof, async (tx) => {
      await this.mustBeTheirs(tx, personId, named);
      const { school, person } = tx.principal;
      const found = await tx.asSystem((system) => about(system, personId, eventFor));
      return { job: this.engine.unit.job(school), asker: person ?? 'system', arranged: found };
    });
    let taken = 0;
    for (const one of arranged) taken += await this.send(job, one, asker);
    if (taken === 0)
      throw new Refused(
        409,
        'nothing-open',
        'No open record of this person takes that now; nothing has changed.',
      );
  }

  private async mustBeTheirs(tx: Tx, personId: string, named: readonly string[]): Promise<void> {
    const person = await this.directory.one(tx, personId);
    for (const id of named) await this.directory.one(tx, id);
    const chair = (await this.directory.holdersOf(tx, 'chair')).length > 0 ? 'chair' : 'governor';
    const posts = person.posts.includes('head') ? [chair] : OFFICE;
    if (!postsOf(tx.principal).some((post) => posts.includes(post)))
      throw new Refused(403, 'not-permitted', `This is arranged by: ${posts.join(', ')}.`, { posts });
    if (tx.principal.person === personId || named.includes(personId))
      throw new Refused(422, 'own-review', 'Nobody arranges their own review, reviews or hears themselves.');
  }

  /** 1 when it was taken. A record that stands still already, or was closed meanwhile, need not hear it. */
  private async send(job: Proof, { id, event }: Arranged, asker: string): Promise<number> {
    try {
      await this.engine.send(job, id, event, { why: asker });
      return 1;
    } catch (error) {
      if (error instanceof EventNotAccepted || error instanceof InstanceFinished) return 0;
      throw error;
    }
  }
}

async function about(
  system: Tx,
  personId: string,
  eventFor: (hearing: Hearing) => IncomingEvent | undefined,
): Promise<Arranged[]> {
  const charts = Object.keys(HEARING).filter((chart) => eventFor(HEARING[chart] ?? {}) !== undefined);
  const rows = await system.query<{ id: string; chart: string }>(ABOUT, [charts, personId]);
  return rows.flatMap(({ id, chart }) => {
    const event = eventFor(HEARING[chart] ?? {});
    return event ? [{ id, event }] : [];
  });
}

/** The other school must be known here: a school that the foreign key does not find is refused in words. */
async function keepHome(system: Tx, personId: string, home: string): Promise<void> {
  try {
    await system.query(
      'insert into cpd.home_school (school_id, person_id, home_school_id) values (auth.school(), $1, $2)',
      [personId, home],
    );
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    throw new Refused(422, 'no-such-school', 'There is no such school.');
  }
}
