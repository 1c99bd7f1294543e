import { Inject, Injectable } from '@nestjs/common';
import { Years } from '../cycles/index.js';
import { Engine, EventNotAccepted, InstanceFinished } from '../engine/index.js';
import type { IncomingEvent } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { dueOf } from './year-start.js';

interface OpenAssessment {
  readonly id: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly startedAt: Date;
  readonly assessBy: string;
  readonly runsOnUntil: string;
}

const OPEN = `select i.id, a.cycle_id as "cycleId", a.person_id as "personId", i.started_at as "startedAt",
    i.snapshot #>> '{context,assessBy}' as "assessBy", i.snapshot #>> '{context,runsOnUntil}' as "runsOnUntil"
  from engine.instance i join confidential.self_assessment a on a.id = i.id
 where i.tenant_id = auth.school() and i.chart = 'standards' and i.status = 'active' order by i.id`;

/** Self-assessments that are open follow when a school changes its dates; their clocks are then computed again. */
@Injectable()
export class StandardsRedating {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Years) private readonly years: Years,
  ) {}

  /** Told twice it changes nothing more. Returns how many clocks moved beside those of the records that were told. */
  async follow(school: string): Promise<number> {
    const job = this.engine.unit.job(school);
    for (const { id, event } of await this.engine.unit.run(job, (tx) => this.moved(tx))) {
      try {
        await this.engine.send(job, id, event);
      } catch (error) {
        // Filed meanwhile: it has no dates to keep any more.
        if (!(error instanceof InstanceFinished || error instanceof EventNotAccepted)) throw error;
      }
    }
    return this.engine.timers.recompute(job);
  }

  private async moved(system: Tx): Promise<{ id: string; event: IncomingEvent }[]> {
    const open = await system.query<OpenAssessment>(OPEN);
    const leastDays = await this.years.policyNumber(system, 'review.leastDays');
    const found: { id: string; event: IncomingEvent }[] = [];
    for (const cycleId of new Set(open.map((one) => one.cycleId))) {
      const theirs = open.filter((one) => one.cycleId === cycleId);
      const year = await this.years.one(system, cycleId);
      const ids = theirs.map(({ personId }) => personId);
      const staff = await this.years.people(system, year, localDate(system.at), ids);
      const people = new Map(staff.map((person) => [person.id, person]));
      for (const { id, personId, startedAt, ...now } of theirs) {
        const person = people.get(personId);
        if (!person) continue;
        const assessBy = dueOf(person, year, localDate(startedAt.toISOString()), leastDays);
        const { runsOnUntil } = year;
        if (assessBy !== now.assessBy || runsOnUntil !== now.runsOnUntil)
          found.push({ id, event: { type: 'DATES_CHANGED', assessBy, runsOnUntil } });
      }
    }
    return found;
  }
}
