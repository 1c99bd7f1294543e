import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { noteLook } from '../../audit/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { JournalEntry } from '../journal-entry.entity.js';
import { JournalService } from '../journal.service.js';
import { journalEntry } from './review.answers.js';
import { journalText, paging } from './review.schemas.js';

const page = z.strictObject(paging);
const entries = z.object({ entries: z.array(journalEntry) });

/** The reflective journal: its writer's own. */
@Injectable()
export class JournalOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(JournalService) private readonly journal: JournalService,
  ) {}

  operations(): readonly Operation[] {
    const { unit, journal } = this;
    return [
      operation({
        id: 'journal.mine',
        method: 'get',
        path: '/journal',
        summary: 'My journal, newest day first',
        query: page,
        response: entries,
        run: ({ proof }, { query }) =>
          unit.run(proof, async (tx) => ({ entries: await journal.mine(tx, query.limit, query.offset) })),
      }),
      operation({
        id: 'journal.shared',
        method: 'get',
        path: '/journal/shared-with-me',
        summary: 'Journal entries that colleagues let me read',
        query: page,
        response: entries,
        run: ({ proof }, { query }) =>
          unit.run(proof, async (tx) => {
            const entries = await journal.sharedWithMe(tx, query.limit, query.offset);
            entries.forEach((entry) => noteEntryLook(tx, entry));
            return { entries };
          }),
      }),
      operation({
        id: 'journal.read',
        method: 'get',
        path: '/journal/{id}',
        summary: 'One journal entry',
        params: idParam,
        response: journalEntry,
        run: ({ proof }, { params }) =>
          unit.run(proof, async (tx) => {
            const entry = await journal.one(tx, params.id);
            noteEntryLook(tx, entry);
            return entry;
          }),
      }),
      operation({
        id: 'journal.add',
        method: 'post',
        path: '/journal',
        summary: 'Write a journal entry; nobody else can see it',
        body: journalText,
        status: 201,
        response: journalEntry,
        run: ({ proof }, { body }) => unit.run(proof, (tx) => journal.add(tx, body)),
      }),
      operation({
        id: 'journal.rewrite',
        method: 'put',
        path: '/journal/{id}',
        summary: 'Save a journal entry over the version that I saw',
        params: idParam,
        body: journalText.extend({ version: z.int().min(1) }),
        response: journalEntry,
        run: ({ proof }, { params, body: { version, ...text } }) =>
          unit.run(proof, (tx) => journal.rewrite(tx, params.id, version, text)),
      }),
      operation({
        id: 'journal.share',
        method: 'post',
        path: '/journal/{id}/share',
        summary: 'Let these colleagues, and nobody else, read an entry',
        params: idParam,
        body: z.strictObject({ people: z.array(id).max(50) }),
        response: journalEntry,
        run: ({ proof }, { params, body }) =>
          unit.run(proof, (tx) => journal.share(tx, params.id, body.people)),
      }),
      operation({
        id: 'journal.remove',
        method: 'delete',
        path: '/journal/{id}',
        summary: 'Delete a journal entry for good',
        params: idParam,
        response: z.object({ done: z.literal(true) }),
        run: ({ proof }, { params }) =>
          unit.run(proof, async (tx) => {
            await journal.remove(tx, params.id);
            return { done: true as const };
          }),
      }),
    ];
  }
}

/** Whose entry it is finds out who read it. */
function noteEntryLook(tx: Tx, { id: record, personId: subject }: JournalEntry): void {
  const as = subject === tx.principal.person ? 'writer' : 'reader';
  noteLook(tx, { kind: 'journalEntry', record, subject, as, part: 'entry' });
}
