import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Theme } from './theme.entity.js';

/** What needs are gathered under. */
@Injectable()
export class Themes {
  /** Those in use, by title; `withdrawn` adds the others. */
  async list(tx: Tx, withdrawn: boolean): Promise<Theme[]> {
    const themes = await tx.manager.getRepository(Theme).find({ order: { title: 'ASC', id: 'ASC' } });
    return themes.filter((theme) => withdrawn || theme.withdrawnAt === null);
  }

  /** Throws Refused 409 'theme-exists'. */
  async make(tx: Tx, title: string, about: string): Promise<Theme> {
    const themes = tx.manager.getRepository(Theme);
    const [same] = await tx.query(
      'select 1 from cpd.theme where lower(title) = lower($1) and withdrawn_at is null',
      [title],
    );
    if (same) throw new Refused(409, 'theme-exists', 'There is a theme of this name already.');
    const id = randomUUID();
    const { school: schoolId, person: madeBy } = tx.principal;
    await themes.insert({ id, schoolId, title, about, madeBy, madeAt: tx.at, withdrawnAt: null });
    return themes.findOneByOrFail({ id });
  }

  /** Needs that are sorted under it stay there; nothing new is. Throws Refused 404. */
  async withdraw(tx: Tx, id: string): Promise<Theme> {
    const themes = tx.manager.getRepository(Theme);
    const { affected } = await themes.update({ id }, { withdrawnAt: tx.at });
    if (!affected) throw new Refused(404, 'not-found', 'There is no such theme, or not for you to change.');
    return themes.findOneByOrFail({ id });
  }
}
