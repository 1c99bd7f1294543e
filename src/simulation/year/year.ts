import { Engine, EngineClock, ManualTime } from '../../engine/index.js';
import type { QueueDelivery } from '../queue-delivery.js';
import { addDays, StaffNewsService } from '../../people/index.js';
import { atLocal } from '../../platform/calendar/index.js';
import { doingOf } from '../doing/index.js';
import type { RecordNow } from '../doing/doing.js';
import { happeningsOf } from '../happenings/index.js';
import { Agenda } from '../school/agenda.js';
import type { Duty } from '../school/agenda.js';
import { foundSchool } from '../school/founding.js';
import type { FoundingOptions } from '../school/founding.js';
import type { Player } from '../school/player.js';
import type { StaffList } from '../school/staff-file.js';
import type { World } from '../school/world.js';
import { MAIL_HOUR, PostRound } from './post-round.js';

/** At this time of the school day everybody sees to what is theirs. */
const HOUR = '12:30';
/** What somebody does may at once become somebody else's duty: so often do people look again on one day. */
const ROUNDS = 3;
/** Working days until somebody tries again what did not work, or what waits for somebody else. */
const AGAIN = 3;
const TRIES = 6;
/** Records of these charts share no place, no money and no order with others: what comes of one does not hang on another. */
const KEPT_TO_THEMSELVES: ReadonlySet<string> = new Set(['review', 'standards', 'impact']);
/** So many people do something at the same moment. */
const AT_ONCE = 4;

interface BeginOptions extends FoundingOptions {
  readonly delivery?: QueueDelivery | undefined;
}

interface Act {
  readonly duty: Duty;
  readonly player: Player;
}

const RECORD = `select i.id, i.state, i.status, i.snapshot->'context' as context from engine.instance i
  join engine.task t on t.instance_id = i.id and t.name = $2 where i.id = $1`;

/** One school living through its year, day by day. */
export class SimulatedYear {
  private readonly agenda = new Agenda();

  private constructor(
    readonly world: World,
    private readonly time: ManualTime,
    private readonly clock: EngineClock,
    private readonly news: StaffNewsService,
    private readonly staff: StaffList,
    readonly post: PostRound,
    /** Undefined where the engine delivers by itself. */
    readonly delivery: QueueDelivery | undefined,
  ) {}

  static async begin(options: BeginOptions): Promise<SimulatedYear> {
    const { app, today, staff, delivery } = options;
    const clock = app.get(EngineClock, { strict: false });
    await clock.freeze(atLocal(today, '08:00'));
    const world = await foundSchool(options);
    const time = new ManualTime(app.get(Engine, { strict: false }), clock, delivery);
    const news = app.get(StaffNewsService, { strict: false });
    return new SimulatedYear(world, time, clock, news, staff, new PostRound(app, world), delivery);
  }

  /** Lives until the morning of a date. `onDay` hears of every day. */
  async liveUntil(until: string, onDay: (date: string) => void = () => undefined): Promise<void> {
    for (let day = this.world.today; day < until; day = addDays(day, 1)) {
      onDay(day);
      await this.morning(day);
      if (this.world.isSchoolDay(day)) await this.live(day);
    }
    await this.time.advanceTo(atLocal(until, '08:00'));
    await this.time.drain();
  }

  /** Mail goes out whether or not anybody is there to read it: nobody who is not must get any. */
  private async morning(day: string): Promise<void> {
    const hour = atLocal(day, MAIL_HOUR);
    if (hour < (await this.clock.now())) return;
    await this.time.advanceTo(hour);
    await this.post.deliver();
    if (this.world.isSchoolDay(day)) await this.post.lookForUntold(day);
  }

  private async live(day: string): Promise<void> {
    await this.time.advanceTo(atLocal(day, HOUR));
    await this.world.beginDay(day);
    if ((await this.news.tell(this.world.schoolId)) > 0) await this.time.drain();
    const scene = { world: this.world, staff: this.staff };
    for (const happening of happeningsOf(scene)) await happening(scene);
    await this.time.drain();
    for (let round = 0; round < ROUNDS; round += 1) {
      await this.agenda.refresh(this.world);
      const acts = this.agenda.today(this.world);
      if (acts.length === 0) break;
      await this.sideBySide(acts.filter(({ duty }) => KEPT_TO_THEMSELVES.has(duty.chart)));
      for (const act of acts.filter(({ duty }) => !KEPT_TO_THEMSELVES.has(duty.chart))) {
        await this.seeTo(act);
        await this.world.settle();
      }
      await this.time.drain();
    }
  }

  /** What is done to different records at the same time; to the same record, in order. */
  private async sideBySide(acts: readonly Act[]): Promise<void> {
    const records = [...new Set(acts.map(({ duty }) => duty.recordId))];
    const lanes = records.map((id) => acts.filter(({ duty }) => duty.recordId === id));
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift())
        for (const act of lane) await this.seeTo(act);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await this.world.settle();
  }

  private async seeTo({ duty, player: who }: Act): Promise<void> {
    const { world } = this;
    const [record] = await world.look<RecordNow>(RECORD, [duty.recordId, duty.name]);
    duty.actOn = NEVER;
    if (!record) return;
    const doing = doingOf(duty.chart, duty.name);
    if (!doing) throw new TypeError(`Nobody knows how to do "${duty.name}" of ${duty.chart}.`);
    try {
      const outcome = await doing({ world, who, duty, record });
      if (outcome === 'done') return;
    } catch (error) {
      world.note(who, `${duty.chart}.${duty.name}`, error);
      duty.tries += 1;
    }
    if (duty.tries < TRIES) duty.actOn = world.inSchoolDays(AGAIN);
  }
}

const NEVER = '9999-12-31';
