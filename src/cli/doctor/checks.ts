import { checkInvariants, hostProblems, listDeadLetters, listQuarantined } from '../../engine/index.js';
import { openDoorbell } from '../../platform/queue/index.js';
import { schoolsServed, takePulse } from '../../start/installation.js';
import type { Served } from '../../start/installation.js';
import type { Session } from '../session.js';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in a sentence. */
  readonly detail: string;
  /** What to do; empty when all is well. */
  readonly advice: string;
}

const well = (name: string, detail: string): Finding => ({ name, ok: true, detail, advice: '' });
const ill = (name: string, detail: string, advice: string): Finding => ({ name, ok: false, detail, advice });

/** Looks at everything that a school's year rests on, from the ground up. */
export async function examine(session: Session, onProgress: (done: number) => void): Promise<Finding[]> {
  const { runtime } = session;
  const schools = (await schoolsServed(runtime.unit)).filter(({ kind }) => kind === 'school');
  const findings: Finding[] = [well('database', `${runtime.database.where}; ${schools.length} schools.`)];
  const steps = [queue, charts, work, ...schools.map((school) => (s: Session) => records(s, school))];
  for (const [i, step] of steps.entries()) {
    findings.push(...(await step(session)));
    onProgress((i + 1) / steps.length);
  }
  return findings;
}

async function queue({ runtime }: Session): Promise<Finding[]> {
  const { redisUrl } = runtime.config;
  try {
    const doorbell = await openDoorbell({
      ...(redisUrl ? { redisUrl } : {}),
      databaseUrl: runtime.database.app,
    });
    await doorbell.ring('timers');
    const health = await doorbell.health();
    await doorbell.close();
    const advice =
      'Start the queue’s server or mend REDIS_URL; until then work is found by looking, somewhat later.';
    return [health.ok ? well('queue', health.detail) : ill('queue', health.detail, advice)];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [ill('queue', detail, 'Start the server once (npm start): it makes the queue’s tables.')];
  }
}

function charts({ engine }: Session): Promise<Finding[]> {
  const problems = hostProblems(engine.charts.all, engine.host);
  const detail = `${engine.charts.all.length} charts and ${engine.host.handlers.length} handlers fit together.`;
  return Promise.resolve([
    problems.length === 0
      ? well('charts', detail)
      : ill('charts', problems.join(' '), 'This build is not complete: install one that is.'),
  ]);
}

async function work({ runtime }: Session): Promise<Finding[]> {
  const pulse = await takePulse(runtime.unit);
  const aside = Math.round(pulse.aheadMs / 60_000);
  const clock = pulse.frozen
    ? 'stands still'
    : aside === 0
      ? 'shows real time'
      : `is ${aside} minutes from real time`;
  const count = (name: string, n: number, what: string, advice: string): Finding =>
    n === 0 ? well(name, `No ${what}.`) : ill(name, `${n} ${what}.`, advice);
  const running = 'See that a worker runs (npm start, or ROLE=worker); look at its log.';
  return [
    well('clock', `The engine’s clock ${clock}: ${pulse.now}.`),
    count('stuck timers', pulse.overdue, 'timers overdue by a quarter of an hour', running),
    count(
      'stuck deliveries',
      pulse.undelivered,
      'consequences on their way for a quarter of an hour',
      running,
    ),
  ];
}

async function records(session: Session, school: Served): Promise<Finding[]> {
  const proof = session.asSystemOf(school);
  const dead = await session.runtime.unit.run(proof, listDeadLetters);
  const aside = await listQuarantined(session.engine, proof);
  const invariants = await checkInvariants(session.engine, proof);
  const broken = invariants.filter(({ ok }) => !ok);
  const at = `(${school.name})`;
  return [
    dead.length === 0
      ? well(`dead letters ${at}`, 'None.')
      : ill(
          `dead letters ${at}`,
          `${dead.length}, the first since ${dead[0]?.since}: ${dead[0]?.error.split('\n')[0]}`,
          'Look with "dead-letters list"; when the cause is gone, "dead-letters retry".',
        ),
    aside.length === 0
      ? well(`quarantine ${at}`, 'Empty.')
      : ill(
          `quarantine ${at}`,
          `${aside.length} records were set aside.`,
          'They need repair: see docs/engine.md.',
        ),
    broken.length === 0
      ? well(`invariants ${at}`, `All ${invariants.length} hold.`)
      : ill(
          `invariants ${at}`,
          broken.map(({ name, detail }) => `not so: ${name} (${detail})`).join('; '),
          'Keep a copy of the database and report this.',
        ),
  ];
}
