import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { addDays } from './dates.js';
import { endDelegationsOf } from './delegations.service.js';
import { changesNothing, planStaffChanges, readStaffFile } from './import/index.js';
import type { KnownPerson, Missing, StaffChanges, StaffFile } from './import/index.js';
import { knownPeople } from './known-people.js';
import { MissingPeople } from './missing-people.service.js';
import { newsOfImport } from './news-of-import.js';
import { mustHold, todayOf } from './office.js';
import { staffAfter } from './staff-after.js';
import type { ImportCounts } from './staff-import.entity.js';
import { StaffImport } from './staff-import.entity.js';
import { StaffNewsService } from './staff-news.service.js';
import { postChanges, reopenPosts, writePosts } from './staff-posts.js';
import { writePeople } from './staff-writer.js';

export interface StaffImportOptions {
  /** Header in the file -> header that is understood. */
  readonly map?: Readonly<Record<string, string>>;
  /** More than a tenth of the staff may be missing from the file; each is still asked about. */
  readonly allowMissing?: boolean;
  /** Hears how far it is: people are one commit, what follows from them comes one by one. */
  readonly onProgress?: (step: 'people' | 'consequences', done: number) => void;
}

/** What became of a file. `refused`: nothing was written, and `file` or `plan.refused` says why. */
export interface StaffImportResult {
  readonly outcome: 'refused' | 'checked' | 'committed' | 'unchanged';
  readonly file: StaffFile;
  /** What it changes; undefined when the file could not be read. */
  readonly plan?: StaffChanges;
  readonly counts: ImportCounts;
}

const IMPORTERS = ['administrator', 'cpdLeader', 'head'];

/** Takes staff files in: check first, then all of it in one commit, then what follows from it. */
@Injectable()
export class StaffImports {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
    @Inject(MissingPeople) private readonly missing: MissingPeople,
  ) {}

  /** Reads a file and says what it would change; writes nothing but who checked what. */
  check(proof: Proof, bytes: Buffer, options: StaffImportOptions = {}): Promise<StaffImportResult> {
    return this.asOffice(proof, async (system, by) => {
      const result = await this.plan(system, bytes, options);
      await this.note(system, randomUUID(), by, bytes, result);
      return result;
    });
  }

  /**
   * Takes a file in. Nothing is written unless all of it is accepted; the same file again changes nothing. When it
   * returns, the school's years have heard of it, as far as its day has come.
   */
  async commit(proof: Proof, bytes: Buffer, options: StaffImportOptions = {}): Promise<StaffImportResult> {
    const { school, ...result } = await this.asOffice(proof, async (system, by) => ({
      school: system.principal.school,
      ...(await this.write(system, by, bytes, options)),
    }));
    options.onProgress?.('people', result.counts.joiners + result.counts.changed);
    await this.news.tell(school, (told) => options.onProgress?.('consequences', told));
    return result;
  }

  private async write(
    system: Tx,
    by: string | null,
    bytes: Buffer,
    options: StaffImportOptions,
  ): Promise<StaffImportResult> {
    const known = await this.lockedPeople(system);
    const checked = await this.plan(system, bytes, options, known);
    const importId = randomUUID();
    if (checked.outcome === 'refused' || !checked.plan) {
      await this.note(system, importId, by, bytes, checked);
      return checked;
    }
    const { plan } = checked;
    const asked = await this.missing.notAskedYet(system, plan.missing, digestOf(bytes));
    if (changesNothing(plan) && asked.length === 0) return { ...checked, outcome: 'unchanged' };
    const result = { ...checked, outcome: 'committed' as const };
    await this.note(system, importId, by, bytes, result);
    await this.carryOut(system, importId, known, plan, asked);
    return result;
  }

  private async carryOut(
    system: Tx,
    importId: string,
    known: readonly KnownPerson[],
    plan: StaffChanges,
    asked: readonly Missing[],
  ): Promise<void> {
    const today = todayOf(system);
    const byExternalId = new Map(known.map((person) => [person.externalId, person.personId]));
    const { school } = system.principal;
    const idOf = (externalId: string): string =>
      byExternalId.get(externalId) ?? idFrom('person', school, externalId);
    const people = staffAfter(known, plan, idOf);
    const posts = postChanges(people, today);
    await writePeople(system, people, idOf);
    await reopenPosts(system, people);
    await writePosts(system, posts);
    for (const { personId, leaveDate } of plan.leavers)
      if (leaveDate !== null) await endDelegationsOf(system, [personId], addDays(leaveDate, 1));
    await this.news.withdrawLeaving(
      system,
      [...plan.leavers, ...plan.returned].map((person) => person.personId),
    );
    await this.news.write(system, newsOfImport(importId, people, plan, posts, today, idOf));
    await this.missing.ask(system, importId, asked);
    await this.missing.foundAgain(system, importId, plan, known);
  }

  private async plan(
    system: Tx,
    bytes: Buffer,
    options: StaffImportOptions,
    known?: readonly KnownPerson[],
  ): Promise<StaffImportResult> {
    const today = todayOf(system);
    const file = readStaffFile(bytes, { today, map: options.map });
    if (!file.ok) return { outcome: 'refused', file, counts: countsOf(undefined, file.problems.length) };
    const plan = planStaffChanges(known ?? (await knownPeople(system, today)), file.rows, today, {
      allowMissing: options.allowMissing,
    });
    const outcome = plan.refused.length > 0 ? 'refused' : 'checked';
    return { outcome, file, plan, counts: countsOf(plan, plan.refused.length) };
  }

  /** Two files of one school one after the other, never at once. */
  private async lockedPeople(system: Tx): Promise<KnownPerson[]> {
    await system.query('select id from cpd.organisation where id = auth.school() for update');
    return knownPeople(system, todayOf(system));
  }

  private async note(
    system: Tx,
    id: string,
    by: string | null,
    bytes: Buffer,
    result: StaffImportResult,
  ): Promise<void> {
    await system.manager.insert(StaffImport, {
      id,
      schoolId: system.principal.school,
      byPerson: by,
      at: new Date(system.at),
      digest: digestOf(bytes),
      outcome: result.outcome,
      counts: result.counts,
    });
  }

  private asOffice<T>(proof: Proof, work: (system: Tx, by: string | null) => Promise<T>): Promise<T> {
    return this.unit.run(proof, (tx) => {
      mustHold(tx, IMPORTERS, 'Bringing in a staff file');
      const by = tx.principal.person;
      return tx.asSystem((system) => work(system, by));
    });
  }
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function countsOf(plan: StaffChanges | undefined, problems: number): ImportCounts {
  return {
    joiners: plan?.joiners.length ?? 0,
    changed: plan?.changed.length ?? 0,
    lineManagers: plan?.lineManagerChanged.length ?? 0,
    leavers: plan?.leavers.length ?? 0,
    returned: plan?.returned.length ?? 0,
    missing: plan?.missing.length ?? 0,
    unchanged: plan?.unchanged.length ?? 0,
    problems,
  };
}
