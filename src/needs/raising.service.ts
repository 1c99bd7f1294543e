import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NeedOrigin } from '../../workflows/need/need.types.js';
import { Refused } from '../api/index.js';
import { Engine, KeyReused } from '../engine/index.js';
import type { Answer, StartRequest } from '../engine/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { Reviewers, todayOf } from '../people/index.js';
import { cycleDates } from './cycle-dates.js';
import { raiseNeeds } from './new-need.js';
import type { NewNeed } from './new-need.js';

/** What a need says, whoever has it. */
export interface NeedText {
  readonly title: string;
  readonly outcome: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
  readonly wantedBy: string | null;
}

/** The origins from which those who lead CPD raise needs for others. */
export const LED_ORIGINS = [
  'selfEvaluation',
  'improvementPlan',
  'national',
  'statutory',
  'induction',
] as const satisfies readonly NeedOrigin[];

/** The same need for many people: named, or everybody in post of some staff groups; both empty: the whole staff. */
export interface ManyNeeds extends NeedText {
  readonly origin: (typeof LED_ORIGINS)[number];
  readonly cycleId: string | null;
  readonly people: readonly string[];
  readonly staffGroups: readonly string[];
}

/** Raises needs for people who ask for themselves or are asked for; what other records raise comes through commands. */
@Injectable()
export class Raising {
  constructor(
    private readonly engine: Engine,
    private readonly reviewers: Reviewers,
  ) {}

  /** A person's own request. `key` makes asking twice ask once. Throws KeyReused where it asked for something else. */
  async request(proof: Proof, text: NeedText, cycleId: string | null, key?: string): Promise<Answer> {
    return this.engine.unit.run(proof, async (tx) => {
      const personId = tx.principal.person ?? '';
      const id = key === undefined ? randomUUID() : idFrom('need', personId, key);
      const [need] = await this.needsOf(tx, text, 'ownRequest', cycleId, [personId], () => id);
      const [asked] = await tx.query<{ title: string }>('select title from cpd.need where id = $1', [id]);
      if (asked && asked.title !== text.title) throw new KeyReused();
      if (!need) throw new Refused(403, 'not-permitted', 'Only people who work here have training needs.');
      const [start] = await raiseNeeds(tx, [need]);
      return this.engine.startIn(tx, 'need', start as StartRequest);
    });
  }

  /**
   * The same need for everybody whom it concerns, each with a record of their own. Interrupted, the same `key` goes on
   * where it stopped. Returns how many people it concerns and how many records are new.
   */
  async raiseForMany(
    proof: Proof,
    many: ManyNeeds,
    key?: string,
  ): Promise<{ people: number; raised: number }> {
    const round = key ?? randomUUID();
    const starts = await this.engine.unit.run(proof, async (tx) => {
      const people = await this.concerned(tx, many);
      const idOf = (person: string): string => idFrom('need', tx.principal.school, round, person);
      const prepared = await this.needsOf(tx, many, many.origin, many.cycleId, people, idOf);
      return raiseNeeds(tx, prepared);
    });
    return { people: starts.length, raised: await this.engine.startMany(proof, 'need', starts) };
  }

  private async needsOf(
    tx: Tx,
    text: NeedText,
    origin: NeedOrigin,
    cycleId: string | null,
    people: readonly string[],
    idOf: (person: string) => string,
  ): Promise<NewNeed[]> {
    const cycle = await cycleDates(tx, cycleId);
    const reviewers = await this.reviewers.of(tx, people, todayOf(tx));
    const { title, outcome, framework, standards, wantedBy } = text;
    return people
      .filter((personId) => reviewers.has(personId))
      .map((personId) => ({
        ...{ id: idOf(personId), key: idOf(personId), personId, cycleId: cycle.id, title, outcome, origin },
        ...{ framework, standards, wantedBy, triageBy: cycle.triageBy },
        lineManager: reviewers.get(personId) ?? null,
      }));
  }

  /** Staff in post today whom it concerns. Throws Refused 422 when somebody named is not one of them, or nobody is. */
  private async concerned(tx: Tx, many: ManyNeeds): Promise<string[]> {
    const { people, staffGroups } = many;
    const everybody = people.length === 0 && staffGroups.length === 0;
    const rows = await tx.query<{ id: string }>(
      `select id from cpd.person where staff_group <> 'governor' and (leaves_on is null or leaves_on >= $1)
        and ($2 or id = any ($3) or staff_group = any ($4)) order by surname, forename, id`,
      [todayOf(tx), everybody, people, staffGroups],
    );
    const found = rows.map((row) => row.id);
    if (found.length === 0) throw new Refused(422, 'nobody', 'Nobody at this school belongs to that.');
    if (people.some((person) => !found.includes(person))) {
      throw new Refused(422, 'unknown-person', 'Somebody named here is not on the staff of this school.');
    }
    return found;
  }
}
