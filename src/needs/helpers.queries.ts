import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';
import { StandardsQueries } from '../standards/index.js';

/** A colleague who is strong at what a need is about, and agreed that others may know. */
export interface Helper {
  readonly personId: string;
  readonly person: string;
  readonly standards: readonly string[];
}

/** Most colleagues that are looked at for one standard. */
const MOST = 200;

/** Finds expertise that the school already has. */
@Injectable()
export class Helpers {
  constructor(private readonly standards: StandardsQueries) {}

  /** Whoever is strong at most of a need's standards first; empty where the need names none. As the caller. */
  async for(
    tx: Tx,
    need: {
      readonly framework: string | null;
      readonly standards: readonly string[];
      readonly personId: string;
    },
  ): Promise<Helper[]> {
    const { framework, standards, personId } = need;
    if (framework === null) return [];
    const helpers = new Map<string, Helper>();
    for (const standard of new Set(standards)) {
      for (const found of await this.standards.strengths(tx, framework, standard, MOST, 0)) {
        if (found.personId === personId) continue;
        const known = helpers.get(found.personId)?.standards ?? [];
        const { person } = found;
        helpers.set(found.personId, { personId: found.personId, person, standards: [...known, standard] });
      }
    }
    return [...helpers.values()].sort(
      (a, b) => b.standards.length - a.standards.length || a.person.localeCompare(b.person),
    );
  }
}
