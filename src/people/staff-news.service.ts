import { Inject, Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Proof } from '../platform/database/principal.js';
import { todayOf } from './office.js';
import type { NewNews, StaffNews } from './staff-news.js';
import { settleVacancies } from './vacancies.js';

/** Hears of staff news, in order: idempotent by the news' ids, because a crash may tell them twice. */
export type NewsListener = (proof: Proof, news: readonly StaffNews[]) => Promise<void>;

/** Pieces of news told, and noted as told, together: that many may be told again after a crash. */
const CHUNK = 100;

const DUE = `select id, kind, person_id as "personId", import_id as "importId", old_id as "oldId", new_id as "newId", post,
    on_date::text as "on" from cpd.staff_news where told_at is null and due_on <= $1 order by due_on, seq limit ${CHUNK}`;

/**
 * Carries what follows from staff changes to whoever listens (the school's years). News is written in the same commit as
 * the change and told afterwards, some at a time: interrupted, it goes on where it stopped.
 */
@Injectable()
export class StaffNewsService {
  private readonly listeners: NewsListener[] = [];
  private readonly followers: ((school: string) => Promise<unknown>)[] = [];
  private readonly log = new Logger('Staff news');

  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  listen(listener: NewsListener): void {
    this.listeners.push(listener);
  }

  /** For what follows from the posts and delegations of the day: run before news is told, and safe to run twice. */
  follow(follower: (school: string) => Promise<unknown>): void {
    this.followers.push(follower);
  }

  /** Writes news in a transaction that acts as the system; news with an id that exists is not written again. */
  async write(system: Tx, news: readonly NewNews[]): Promise<void> {
    if (news.length === 0) return;
    await system.query(
      `insert into cpd.staff_news (id, school_id, import_id, kind, person_id, old_id, new_id, post, on_date, due_on)
         select n.id, auth.school(), n."importId", n.kind, n."personId", n."oldId", n."newId", n.post, n."on", n."dueOn"
           from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, "importId" uuid, kind text, "personId" uuid,
             "oldId" uuid, "newId" uuid, post text, "on" date, "dueOn" date)) with ordinality as n order by n.ordinality
         on conflict (id) do nothing`,
      [JSON.stringify(news)],
    );
  }

  /** A leaving day was moved or withdrawn: what was still to come of the old one is not told any more. */
  async withdrawLeaving(system: Tx, people: readonly string[]): Promise<void> {
    await system.query(
      `update cpd.staff_news set told_at = $2 where told_at is null and kind in ('left', 'post') and due_on > $3
          and (person_id = any ($1::uuid[]) or old_id = any ($1::uuid[]))`,
      [people, system.at, todayOf(system)],
    );
  }

  /** Tells everything of a school whose day has come. Returns how many pieces of news that were. */
  async tell(school: string, onProgress: (told: number) => void = () => undefined): Promise<number> {
    const proof = this.unit.job(school);
    let told = 0;
    await this.unit.run(proof, (tx) => settleVacancies(tx, todayOf(tx)));
    for (const follower of this.followers) await follower(school);
    for (;;) {
      const due = await this.unit.run(proof, (tx) => tx.query<StaffNews>(DUE, [todayOf(tx)]));
      if (due.length === 0) return told;
      for (const listener of this.listeners) await listener(proof, due);
      await this.unit.run(proof, (tx) =>
        tx.query('update cpd.staff_news set told_at = $2 where id = any ($1::uuid[])', [
          due.map((news) => news.id),
          tx.at,
        ]),
      );
      told += due.length;
      onProgress(told);
    }
  }

  /** The same for every school that has any: for a worker, a few times a day. One school's trouble stops no other. */
  async tellAll(): Promise<number> {
    const schools = await this.unit.bare<{ school: string }>(
      { name: 'people.schools_with_news', text: 'select cpd.schools_with_news($1) as school' },
      [this.unit.secret],
    );
    let told = 0;
    for (const { school } of schools) {
      try {
        told += await this.tell(school);
      } catch (error) {
        this.log.error(`School ${school}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return told;
  }
}
