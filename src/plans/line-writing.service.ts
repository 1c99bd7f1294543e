import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import { KeyReused } from '../engine/index.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Proof } from '../platform/database/principal.js';
import { idFrom } from '../platform/ids.js';
import type { LineText, PlanLine } from './plan-line.js';
import { holdPlan, linesAt, openEdition } from './plan-lines.queries.js';

const WRITE = `
insert into cpd.plan_line (edition_id, id, school_id, plan_id, removed, theme_id, priority_id, title, provision, about, people,
    fee_pence, travel_pence, materials_pence, cover_pence, paid_minutes, pot_id, need_ids, written_by, written_at)
  select $1, $2, $3, $4, $5, l."themeId", l."priorityId", l.title, l.provision, l.about, l.people, l."feePence",
      l."travelPence", l."materialsPence", l."coverPence", l."paidMinutes", l."potId",
      array(select n::uuid from jsonb_array_elements_text(l."needIds") n), $6, $7
    from jsonb_to_record($8) as l("themeId" uuid, "priorityId" uuid, title text, provision text, about text, people int,
      "feePence" bigint, "travelPence" bigint, "materialsPence" bigint, "coverPence" bigint, "paidMinutes" int,
      "potId" uuid, "needIds" jsonb)
  on conflict (edition_id, id) do update set removed = excluded.removed, theme_id = excluded.theme_id,
    priority_id = excluded.priority_id, title = excluded.title, provision = excluded.provision, about = excluded.about,
    people = excluded.people, fee_pence = excluded.fee_pence, travel_pence = excluded.travel_pence,
    materials_pence = excluded.materials_pence, cover_pence = excluded.cover_pence,
    paid_minutes = excluded.paid_minutes, pot_id = excluded.pot_id, need_ids = excluded.need_ids,
    written_by = excluded.written_by, written_at = excluded.written_at`;

/** Writes lines into the edition of a plan that is being drafted: the plan itself, or an amendment. */
@Injectable()
export class LineWriting {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * The same `key` adds one line, and leaves it as it has become since. Throws Refused 403, 404, 409 'not-being-written',
   * 422; KeyReused where the key added another line.
   */
  add(proof: Proof, planId: string, text: LineText, key?: string): Promise<PlanLine> {
    return this.unit.run(proof, async (tx) => {
      const { editionId } = await this.open(tx, planId);
      const id = key === undefined ? randomUUID() : idFrom('plan-line', planId, key);
      const [added] = await tx.query<{ title: string }>(
        'select title from cpd.plan_line where plan_id = $1 and id = $2 order by written_at limit 1',
        [planId, id],
      );
      if (added && added.title !== text.title) throw new KeyReused();
      if (added) return { ...text, id, editionId };
      await mustBeThere(tx, planId, text);
      return this.write(tx, planId, { ...text, id, editionId }, false);
    });
  }

  /** The line says something else from this edition on. */
  change(proof: Proof, planId: string, lineId: string, text: LineText): Promise<PlanLine> {
    return this.unit.run(proof, async (tx) => {
      const { editionId } = await this.line(tx, planId, lineId);
      await mustBeThere(tx, planId, text);
      return this.write(tx, planId, { ...text, id: lineId, editionId }, false);
    });
  }

  /** The line is taken out from this edition on; what it said stays in the editions before. */
  remove(proof: Proof, planId: string, lineId: string): Promise<PlanLine> {
    return this.unit.run(proof, async (tx) => {
      const { editionId, line } = await this.line(tx, planId, lineId);
      return this.write(tx, planId, { ...line, editionId }, true);
    });
  }

  private async open(tx: Tx, planId: string): Promise<{ editionId: string; version: number }> {
    const [plan] = await tx.query<{ version: number }>(
      `select (snapshot #>> '{context,version}')::int as version from engine.instance where id = $1 and chart = 'plan'`,
      [planId],
    );
    if (!plan) throw new Refused(404, 'not-found', 'There is no such plan, or it is not open to you.');
    if (!(await holdPlan(tx, planId))) {
      throw new Refused(403, 'not-permitted', 'The CPD leader and their team write the plan.');
    }
    const editionId = await openEdition(tx, planId);
    if (editionId === null) {
      throw new Refused(
        409,
        'not-being-written',
        'The plan is not being written just now. Take it back from the approver, or begin an amendment.',
      );
    }
    return { editionId, version: plan.version };
  }

  private async line(tx: Tx, planId: string, lineId: string) {
    const { editionId, version } = await this.open(tx, planId);
    const line = (await linesAt(tx, planId, version, editionId)).find((found) => found.id === lineId);
    if (!line) throw new Refused(404, 'no-such-line', 'The plan has no such line.');
    return { editionId, line };
  }

  private async write(tx: Tx, planId: string, line: PlanLine, removed: boolean): Promise<PlanLine> {
    const { school, person } = tx.principal;
    const values = [line.editionId, line.id, school, planId, removed, person, tx.at, JSON.stringify(line)];
    await tx.query(WRITE, values);
    return line;
  }
}

/** Throws Refused 422 when the theme, priority, pot or a need of a line is not there, or belongs to another year. */
async function mustBeThere(tx: Tx, planId: string, text: LineText): Promise<void> {
  const { themeId, priorityId, potId, needIds } = text;
  const [found] = await tx.query<{ theme: boolean; priority: boolean; pot: boolean; needs: number }>(
    `select $2::uuid is null or exists (select from cpd.theme where id = $2) as theme,
        $3::uuid is null or exists (select from cpd.priority where id = $3) as priority,
        $4::uuid is null or exists (select from cpd.pot o join cpd.plan p on p.cycle_id = o.cycle_id
          where o.id = $4 and p.id = $1 and o.closed_on is null) as pot,
        (select count(*)::int from cpd.need_now where id = any ($5)) as needs`,
    [planId, themeId, priorityId, potId, needIds],
  );
  if (!found?.theme) throw new Refused(422, 'unknown-theme', 'There is no such theme. Make it first.');
  if (!found.priority) throw new Refused(422, 'unknown-priority', 'The school has no such priority.');
  if (!found.pot) throw new Refused(422, 'unknown-pot', 'This year has no such pot, or it is closed.');
  if (found.needs < new Set(needIds).size)
    throw new Refused(422, 'unknown-need', 'A need named here is not there.');
}
