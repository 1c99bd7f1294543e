import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { Engine } from '../engine/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Absence } from './absence.entity.js';

/** Days away of somebody; clocks that count their days move at once. */
@Injectable()
export class Absences {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** The absences of a person that the caller may see: their own, their line manager's, head's and CPD leader's. */
  list(tx: Tx, personId: string): Promise<Absence[]> {
    return tx.manager.find(Absence, { where: { personId }, order: { fromDate: 'ASC' } });
  }

  /**
   * Enters an absence, open or closed. The line manager, the head or the CPD leader may. The same id again gives what
   * is there.
   * @throws Refused 409 'overlaps', 422 'ends-before-it-begins'
   */
  async add(
    proof: Proof,
    personId: string,
    from: string,
    to: string | null,
    id: string = randomUUID(),
  ): Promise<Absence> {
    checkOrder(from, to);
    const { school, absence } = await this.engine.unit.run(proof, async (tx) => {
      const there = await tx.manager.findOneBy(Absence, { id, personId });
      if (there) return { school: tx.principal.school, absence: there };
      const person = await tx.query('select id from cpd.person where id = $1', [personId]);
      if (person.length === 0)
        throw new Refused(404, 'no-such-person', 'There is no such person in this school.');
      const others = await tx.query(
        `select id from cpd.absence where person_id = $1 and (to_date is null or to_date >= $2)
            and ($3::date is null or from_date <= $3) limit 1`,
        [personId, from, to],
      );
      if (others.length > 0)
        throw new Refused(
          409,
          'overlaps',
          'These days touch an absence that is already there. Change that one.',
        );
      const fresh = { id, schoolId: tx.principal.school, personId, fromDate: from, toDate: to };
      await tx.manager.insert(Absence, fresh);
      return { school: tx.principal.school, absence: fresh };
    });
    await this.engine.timers.recompute(this.engine.unit.job(school));
    return absence;
  }

  /**
   * Gives an absence its last day, or another one: every clock that counts the person's days is computed again.
   * @throws Refused 404 'no-such-absence', 422 'ends-before-it-begins'
   */
  async close(proof: Proof, id: string, to: string): Promise<Absence> {
    const { school, absence } = await this.engine.unit.run(proof, async (tx) => {
      const found = await tx.manager.findOneBy(Absence, { id });
      if (!found) throw new Refused(404, 'no-such-absence', 'There is no such absence that you may see.');
      checkOrder(found.fromDate, to);
      await mustChange(tx.manager.update(Absence, { id }, { toDate: to }));
      return { school: tx.principal.school, absence: { ...found, toDate: to } };
    });
    await this.engine.timers.recompute(this.engine.unit.job(school));
    return absence;
  }

  /** Takes away an absence that was entered by mistake. @throws Refused 404 'no-such-absence' */
  async strike(proof: Proof, id: string): Promise<void> {
    const school = await this.engine.unit.run(proof, async (tx) => {
      const found = await tx.manager.findOneBy(Absence, { id });
      if (!found) throw new Refused(404, 'no-such-absence', 'There is no such absence that you may see.');
      await mustChange(tx.manager.delete(Absence, { id }));
      return tx.principal.school;
    });
    await this.engine.timers.recompute(this.engine.unit.job(school));
  }
}

function checkOrder(from: string, to: string | null): void {
  if (to !== null && to < from)
    throw new Refused(422, 'ends-before-it-begins', 'The last day away cannot lie before the first.');
}

/** Row-level security lets an update pass over rows in silence: then it was for somebody else to do. */
async function mustChange(doing: Promise<{ affected?: number | null }>): Promise<void> {
  const { affected } = await doing;
  if (!affected)
    throw new Refused(
      403,
      'not-permitted',
      'Absences are kept by the line manager, the CPD leader or the head.',
    );
}
