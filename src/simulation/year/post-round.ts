import type { INestApplicationContext } from '@nestjs/common';
import { atLocal, localDate, workingDaysBetween } from '../../platform/calendar/index.js';
import type { Weekday } from '../../platform/calendar/index.js';
import { MailLine } from '../../reminders/index.js';
import type { World } from '../school/world.js';

/** When the mail of the day goes out. */
export const MAIL_HOUR = '07:30';
/** Working days after which those above must know, whatever the record: the longest of the default policy but for evaluations. */
const PATIENCE = 6;

interface Overdue {
  readonly id: string;
  readonly chart: string;
  readonly duty: string;
  readonly due: Date;
  readonly days: Weekday[];
  readonly absences: [from: string, to: string | null][];
}

/** Late duties with one owner of whom nobody above has ever been told. */
const UNTOLD = `select t.instance_id as id, i.chart, t.name as duty, t.due_at as due, p.contract_days as days,
    coalesce((select jsonb_agg(jsonb_build_array(a.from_date, a.to_date)) from cpd.absence a where a.person_id = p.id), '[]')
      as absences
  from engine.task t join engine.instance i on i.id = t.instance_id
    join cpd.person p on t.assignees = array['person:' || p.id]
  where t.due_at < engine.now() - interval '6 days' and i.chart <> 'impact' and i.status = 'active'
    and (p.leaves_on is null or p.leaves_on > engine.now()::date)
    and not exists (select from cpd.post h where h.person_id = p.id and h.post in ('head', 'deputy', 'cpdLeader'))
    and not exists (select from cpd.notification n where n.instance_id = t.instance_id and n.escalation
      and t.name = any (n.duties))`;

/** The school's post: every morning, holidays and weekends too, whoever is to be written to is written to. */
export class PostRound {
  /** Late things of which those above did not hear on the day on which they should have. */
  readonly untold: string[] = [];
  private readonly line: MailLine;

  constructor(
    app: INestApplicationContext,
    private readonly world: World,
  ) {
    this.line = app.get(MailLine, { strict: false });
  }

  /** Sends what is due now. */
  async deliver(): Promise<void> {
    await this.line.drain();
  }

  /** Looks, after the mail of the morning, whether everything late is known to somebody above. */
  async lookForUntold(day: string): Promise<void> {
    const overdue = await this.world.look<Overdue>(UNTOLD);
    const morning = atLocal(day, MAIL_HOUR);
    for (const { id, chart, duty, due, days, absences } of overdue) {
      const who = {
        pattern: { days },
        absences: absences.map(([from, to]) => ({ from, to: to ?? day })),
      };
      const late = workingDaysBetween(
        this.world.calendar,
        localDate(due.toISOString()),
        localDate(morning),
        who,
      );
      if (late >= PATIENCE)
        this.untold.push(`${day}: ${chart}.${duty} of ${id} is ${late} working days late`);
    }
  }
}
