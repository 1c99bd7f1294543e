import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Limits } from './limits.js';
import { hashOf } from './secret.js';
import { SessionsService } from './sessions.service.js';
import type { Opened } from './sessions.service.js';
import type { RequestFacts, Session } from './session.js';

/** Without letters and digits that look alike on paper. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 10;
const DAYS = 14;

/**
 * For people without e-mail or computer: a code on a slip of paper, with which they confirm on a shared device. Somebody who is
 * signed in (the supervisor) opens the device for one record; the code shows whose hands it is in. Both stand in the audit.
 */
@Injectable()
export class PaperCodes {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /**
   * A new code, shown once; the one before is void. For an administrator and the line manager, never for oneself.
   * @throws Refused 403 'not-permitted'
   */
  async issue(proof: Proof, person: string): Promise<{ code: string; days: number }> {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const [row] = await this.unit.run(proof, (tx) =>
      tx.query<{ made: boolean }>('select auth.issue_paper_code($1, $2, $3) as made', [
        person,
        hashOf(`${person}:${code}`),
        DAYS,
      ]),
    );
    if (!row?.made) {
      throw new Refused(
        403,
        'not-permitted',
        'A code is for somebody without e-mail or computer; their line manager or an administrator makes it.',
      );
    }
    return { code: `${code.slice(0, 5)} ${code.slice(5)}`, days: DAYS };
  }

  /**
   * Opens the device for one person and one record that the supervisor can see and that is that person's. The supervisor's own
   * session ends: nobody is left at the device who could act as them.
   * @throws Refused 403 'wrong-code', 404 'not-found', SignInRefused 'too-many'
   */
  async open(supervisor: Session, record: string, code: string, facts: RequestFacts): Promise<Opened> {
    await this.limits.spend('paper', supervisor.id);
    const person = await this.revieweeOf(supervisor, record);
    const typed = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const [row] = await this.unit.bare<{ good: boolean }>(
      { text: 'select auth.take_paper_code($1, $2, $3) as good' },
      [this.unit.secret, person, hashOf(`${person}:${typed}`)],
    );
    const opened = row?.good
      ? await this.sessions.open(person, 'paper', facts, { record, openedBy: supervisor.person })
      : undefined;
    if (!opened) {
      throw new Refused(
        403,
        'wrong-code',
        'This code is not right, has been used, or is too old. After five wrong ones a new code is needed.',
      );
    }
    if (supervisor.proof.kind === 'session') await this.sessions.close(supervisor.proof.secret);
    return opened;
  }

  /** Whose record it is: of somebody else, who confirms on paper, and open to the supervisor. */
  private async revieweeOf({ proof, person }: Session, record: string): Promise<string> {
    const [row] = await this.unit.run(proof, (tx) =>
      tx.query<{ reviewee: string }>(
        `select i.snapshot #>> '{context,people,reviewee}' as reviewee from engine.instance i
          where i.id = $1 and i.chart = 'review' and (i.snapshot #>> '{context,offline}')::boolean`,
        [record],
      ),
    );
    if (!row?.reviewee || row.reviewee === person) {
      throw new Refused(404, 'not-found', 'There is no such record that somebody confirms on paper.');
    }
    return row.reviewee;
  }
}
