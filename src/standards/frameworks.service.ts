import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { FRAMEWORKS } from './data/frameworks.js';
import type { Framework, FrameworkFile } from './import/index.js';

/** A framework in a list. */
export interface FrameworkLine {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly standards: number;
  /** True for one that the school imported or made itself. */
  readonly own: boolean;
}

/** Frameworks that every school has, and those of the school itself. */
@Injectable()
export class FrameworksService {
  async list(tx: Tx): Promise<FrameworkLine[]> {
    const own = await tx.query<{ body: Framework }>(
      'select body from cpd.framework order by code, imported_at desc',
    );
    const line = (framework: Framework, isOwn: boolean): FrameworkLine => {
      const { code, version, title, standards } = framework;
      return { code, version, title, standards: standards.length, own: isOwn };
    };
    return [
      ...own.map(({ body }) => line(body, true)),
      ...FRAMEWORKS.map((framework) => line(framework, false)),
    ];
  }

  /** The school's newest import of that code, or the one that every school has. Throws 404. */
  async one(tx: Tx, code: string): Promise<Framework> {
    const [own] = await tx.query<{ body: Framework }>(
      'select body from cpd.framework where code = $1 order by imported_at desc, version desc limit 1',
      [code],
    );
    const found = own?.body ?? FRAMEWORKS.find((framework) => framework.code === code);
    if (!found) throw new Refused(404, 'no-such-framework', `This school has no framework "${code}".`);
    return found;
  }

  /** Keeps a framework that was read from a file; refuses one with problems, telling all of them. */
  async keep(tx: Tx, file: FrameworkFile): Promise<FrameworkLine> {
    if (!file.ok) {
      throw new Refused(422, 'framework-refused', 'This framework was not taken in. Nothing was changed.', {
        problems: file.problems,
        warnings: file.warnings,
      });
    }
    const { framework } = file;
    const { school, person } = tx.principal;
    const saved = await tx.query(
      `insert into cpd.framework (id, school_id, code, version, title, body, imported_by, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (school_id, code, version) do nothing returning id`,
      [
        randomUUID(),
        school,
        framework.code,
        framework.version,
        framework.title,
        JSON.stringify(framework),
        person,
        tx.at,
      ],
    );
    if (saved.length === 0) {
      throw new Refused(
        409,
        'framework-exists',
        'This version is here already. Give the new text a new version.',
      );
    }
    const { code, version, title, standards } = framework;
    return { code, version, title, standards: standards.length, own: true };
  }
}
