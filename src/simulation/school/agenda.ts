import { addWorkingDays, workingDaysBetween } from '../../platform/calendar/index.js';
import { isIn } from './player.js';
import type { Player, Temperament } from './player.js';
import { nameRecords } from './record-names.js';
import type { World } from './world.js';

/** A live duty, and when somebody will see to it. */
export interface Duty {
  readonly key: string;
  readonly recordId: string;
  readonly chart: string;
  readonly name: string;
  /** 'person:<id>' or 'post:<post>'. */
  readonly assignee: string;
  readonly due: string | null;
  /** The record's name in every run with this seed. */
  readonly words: string;
  actOn: string;
  tries: number;
}

interface TaskRow {
  readonly recordId: string;
  readonly chart: string;
  readonly name: string;
  readonly assignees: string[];
  readonly since: Date;
  readonly due: string | null;
}

const TASKS = `select t.instance_id as "recordId", i.chart, t.name, t.assignees, t.since,
    (t.due_at at time zone 'Europe/London')::date::text as due
  from engine.task t join engine.instance i on i.id = t.instance_id where i.status = 'active'`;

/** What everybody still has to do, and when they will get round to it. */
export class Agenda {
  private readonly items = new Map<string, Duty>();
  private readonly names = new Map<string, string>();

  /** Looks at the live duties of the school: new ones are put into diaries, done ones struck out. */
  async refresh(world: World): Promise<void> {
    const rows = await world.look<TaskRow>(TASKS);
    const unknown = new Set(rows.map((row) => row.recordId).filter((id) => !this.names.has(id)));
    if (unknown.size > 0) await nameRecords(world, [...unknown], this.names);
    const live = new Set<string>();
    for (const row of rows) {
      for (const assignee of row.assignees) {
        const key = `${row.recordId}|${row.name}|${row.since.toISOString()}|${assignee}`;
        live.add(key);
        if (!this.items.has(key)) this.items.set(key, this.put(world, key, row, assignee));
      }
    }
    for (const key of this.items.keys()) if (!live.has(key)) this.items.delete(key);
  }

  /** What is to be done today by people who are in, in an order that is the same in every run. */
  today(world: World): { duty: Duty; player: Player }[] {
    return [...this.items.values()]
      .filter((duty) => duty.actOn <= world.today)
      .flatMap((duty) => {
        const player = whoDoes(world, duty.assignee);
        return player ? [{ duty, player }] : [];
      })
      .sort((one, other) => compare(orderOf(one), orderOf(other)));
  }

  private put(world: World, key: string, row: TaskRow, assignee: string): Duty {
    const words = this.names.get(row.recordId) ?? row.recordId;
    const player = whoever(world, assignee);
    const wait = waitOf(world, player?.temperament ?? 'steady', row, words);
    const actOn = addWorkingDays(world.calendar, world.today, wait);
    const { recordId, chart, name, due } = row;
    return { key, recordId, chart, name, assignee, due, words, actOn, tries: 0 };
  }
}

const orderOf = ({ duty, player }: { duty: Duty; player: Player }): string =>
  `${player.number} ${duty.chart} ${duty.words} ${duty.name}`;
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Somebody who is in today and whose duty it is. */
function whoDoes(world: World, assignee: string): Player | undefined {
  const [kind, name = ''] = assignee.split(':');
  if (kind === 'post') return world.cast.holding(name).find((player) => isIn(player, world.today));
  const player = world.cast.one(name);
  return player && isIn(player, world.today) ? player : undefined;
}

function whoever(world: World, assignee: string): Player | undefined {
  const [kind, name = ''] = assignee.split(':');
  return kind === 'post' ? world.cast.holding(name)[0] : world.cast.one(name);
}

/** Shares of the time until it is due; beyond 1 it is late. */
const SHARES: Readonly<Record<Temperament, readonly [number, number]>> = {
  prompt: [0, 0.35],
  steady: [0.3, 0.95],
  late: [0.7, 1.2],
  forgetful: [1, 1.6],
};
/** Where nothing says by when, and the least by which the late are late: working days. */
const DAYS: Readonly<Record<Temperament, readonly [number, number]>> = {
  prompt: [0, 2],
  steady: [1, 6],
  late: [4, 12],
  forgetful: [6, 20],
};

/** In how many working days somebody gets round to a duty. */
function waitOf(world: World, temperament: Temperament, row: TaskRow, words: string): number {
  const { chance } = world;
  const about = ['wait', row.chart, words, row.name] as const;
  if (row.due === null) {
    const [least, most] = DAYS[temperament];
    return chance.between(least, most, ...about);
  }
  const left = Math.max(0, workingDaysBetween(world.calendar, world.today, row.due));
  const [from, to] = SHARES[temperament];
  const share = from + chance.at(...about) * (to - from);
  const late = share > 1 ? chance.between(1, 6, ...about, 'late') : 0;
  return Math.round(Math.min(share, 1) * left) + late;
}
