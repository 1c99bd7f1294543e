import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ArrayContains } from 'typeorm';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { JournalEntry } from './journal-entry.entity.js';

/** What somebody writes in their journal. */
export interface JournalText {
  readonly onDate: string;
  readonly title: string;
  readonly body: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
}

/** A person's own journal; the database lets nobody else in but those whom an entry names. */
@Injectable()
export class JournalService {
  /** Own entries, newest day first. */
  mine(tx: Tx, limit: number, offset: number): Promise<JournalEntry[]> {
    return tx.manager.getRepository(JournalEntry).find({
      where: { personId: tx.principal.person ?? '' },
      order: { onDate: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
  }

  /** Entries that others let the caller read. */
  sharedWithMe(tx: Tx, limit: number, offset: number): Promise<JournalEntry[]> {
    return tx.manager.getRepository(JournalEntry).find({
      where: { sharedWith: ArrayContains([tx.principal.person ?? '']) },
      order: { onDate: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
  }

  /** Throws 404. */
  async one(tx: Tx, id: string): Promise<JournalEntry> {
    const entry = await tx.manager.getRepository(JournalEntry).findOneBy({ id });
    if (!entry) throw new Refused(404, 'not-found', 'There is no such entry, or it is not open to you.');
    return entry;
  }

  async add(tx: Tx, text: JournalText): Promise<JournalEntry> {
    const id = randomUUID();
    await tx.manager.getRepository(JournalEntry).insert({
      ...text,
      standards: [...text.standards],
      id,
      schoolId: tx.principal.school,
      personId: tx.principal.person ?? '',
      version: 1,
      sharedWith: [],
      writtenAt: tx.at,
    });
    return this.one(tx, id);
  }

  /** Saves over the version that the writer saw; the wording before is kept. 409 with both texts when it moved on. */
  async rewrite(tx: Tx, id: string, version: number, text: JournalText): Promise<JournalEntry> {
    const before = await this.own(tx, id);
    const change = { ...text, standards: [...text.standards], version: version + 1, writtenAt: tx.at };
    const { affected } = await tx.manager.getRepository(JournalEntry).update({ id, version }, change);
    if (!affected) {
      const { version: now, title, body } = await this.one(tx, id);
      throw new Refused(
        409,
        'written-meanwhile',
        'You saved this entry in another place in the meantime. Here are both texts; nothing was replaced.',
        { version: now, theirs: { title, body }, yours: { title: text.title, body: text.body } },
      );
    }
    await tx.query(
      `insert into confidential.journal_wording (entry_id, school_id, version, title, body, replaced_at)
        values ($1, $2, $3, $4, $5, $6)`,
      [id, tx.principal.school, before.version, before.title, before.body, tx.at],
    );
    return this.one(tx, id);
  }

  /** Lets these colleagues, and nobody else, read an entry; nobody with an empty list. */
  async share(tx: Tx, id: string, people: readonly string[]): Promise<JournalEntry> {
    await this.own(tx, id);
    const found = await tx.query<{ id: string }>('select id from cpd.person where id = any ($1)', [people]);
    if (found.length < new Set(people).size) {
      throw new Refused(422, 'unknown-person', 'Somebody named here is not a colleague at this school.');
    }
    await tx.manager.getRepository(JournalEntry).update({ id }, { sharedWith: [...new Set(people)] });
    return this.one(tx, id);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await this.own(tx, id);
    await tx.manager.getRepository(JournalEntry).delete({ id });
  }

  private async own(tx: Tx, id: string): Promise<JournalEntry> {
    const entry = await this.one(tx, id);
    if (entry.personId !== tx.principal.person) {
      throw new Refused(403, 'not-permitted', 'Only its writer changes or shares a journal entry.');
    }
    return entry;
  }
}
