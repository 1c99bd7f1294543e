import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import type { KnownPerson, Missing, StaffChanges } from './import/index.js';
import { Leaving } from './leaving.service.js';
import { MissingPerson } from './missing-person.entity.js';
import { mustHold, todayOf } from './office.js';
import { StaffNewsService } from './staff-news.service.js';

/** What somebody answered about a person whom the staff file does not name. */
export type MissingAnswer =
  { readonly answer: 'here' } | { readonly answer: 'left'; readonly leftOn: string };

const OFFICE = ['administrator', 'cpdLeader', 'head', 'deputy'];

/** People missing from a new staff file: asked about, and ended only when somebody says that they have left. */
@Injectable()
export class MissingPeople {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
    @Inject(Leaving) private readonly leaving: Leaving,
  ) {}

  /** Those about whom no question is open and whom this very file has not been asked about before. */
  async notAskedYet(system: Tx, missing: readonly Missing[], digest: string): Promise<Missing[]> {
    const rows = await system.query<{ person_id: string }>(
      `select m.person_id from cpd.missing_person m join cpd.staff_import i on i.school_id = m.school_id and i.id = m.import_id
        where m.person_id = any ($1::uuid[]) and (m.answered_at is null or i.digest = $2)`,
      [missing.map((person) => person.personId), digest],
    );
    const asked = new Set(rows.map((row) => row.person_id));
    return missing.filter((person) => !asked.has(person.personId));
  }

  /** Opens the questions, as the system, in the commit of the staff file. */
  async ask(system: Tx, importId: string, missing: readonly Missing[]): Promise<void> {
    const today = todayOf(system);
    for (const { personId } of missing) await this.open(system, personId, importId);
    await this.news.write(
      system,
      missing.map(({ personId }) => ({
        id: idFrom('staff news', importId, 'missing', personId),
        kind: 'missing',
        personId,
        importId,
        on: today,
        dueOn: today,
      })),
    );
  }

  /** Opens one question; the same question is asked once. */
  async open(system: Tx, personId: string, importId: string): Promise<void> {
    await system.query(
      `insert into cpd.missing_person (school_id, person_id, import_id, asked_at) values (auth.school(), $1, $2, $3)
         on conflict do nothing`,
      [personId, importId, system.at],
    );
  }

  /** A later file names somebody again: the question has answered itself. */
  async foundAgain(
    system: Tx,
    importId: string,
    plan: StaffChanges,
    known: readonly KnownPerson[],
  ): Promise<void> {
    const stillMissing = new Set(plan.missing.map((person) => person.personId));
    const open = await system.manager.findBy(MissingPerson, { answeredAt: IsNull() });
    const named = new Set(known.map((person) => person.personId));
    for (const { personId } of open) {
      if (!stillMissing.has(personId) && named.has(personId)) {
        await this.close(system, personId, 'here', null, importId);
      }
    }
  }

  /** Open questions, oldest first. Reads as the caller: the school's office. */
  list(tx: Tx): Promise<MissingPerson[]> {
    return tx.manager.find(MissingPerson, { where: { answeredAt: IsNull() }, order: { askedAt: 'ASC' } });
  }

  /**
   * Closes the question about a person; 'left' sets their last day, and what is open for them ends.
   * @throws Refused 404 'not-asked', 403 'not-permitted'
   */
  async answer(proof: Proof, personId: string, given: MissingAnswer): Promise<void> {
    const school = await this.unit.run(proof, (tx) => {
      mustHold(tx, OFFICE, 'Answering for people who are missing from the staff file');
      const by = tx.principal.person;
      return tx.asSystem(async (system) => {
        if (given.answer === 'left') await this.leaving.note(system, personId, given.leftOn);
        const key = await this.close(system, personId, given.answer, by, system.at);
        if (!key) throw new Refused(404, 'not-asked', 'There is no open question about this person.');
        return system.principal.school;
      });
    });
    await this.news.tell(school);
  }

  private async close(
    system: Tx,
    personId: string,
    answer: 'here' | 'left',
    by: string | null,
    key: string,
  ): Promise<boolean> {
    const closed = await system.manager.update(
      MissingPerson,
      { personId, answeredAt: IsNull() },
      { answer, answeredAt: new Date(system.at), answeredBy: by },
    );
    if (!closed.affected) return false;
    const on = todayOf(system);
    const id = idFrom('staff news', key, 'stillHere', personId);
    if (answer === 'here')
      await this.news.write(system, [{ id, kind: 'stillHere', personId, on, dueOn: on }]);
    return true;
  }
}
