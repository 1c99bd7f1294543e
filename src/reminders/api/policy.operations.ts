import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refused, instant, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { readPolicy, writeRule } from '../policy/policy-store.js';
import { DEFAULT_POLICY } from '../policy/reminder-rule.js';
import { isLive, readMailSettings, writeMailSettings } from '../settings/mail-settings.js';

const OFFICE = ['cpdLeader', 'head', 'deputy', 'administrator'];

const workingDays = z.int().min(1).max(60);
const rule = z.strictObject({
  beforeDue: z.array(workingDays).max(5).meta({ description: 'Working days before it is due' }),
  onDue: z.boolean(),
  afterDue: z.array(workingDays).max(5).meta({ description: 'Working days after it was due' }),
  firstRungAfter: workingDays.nullable().meta({
    description:
      'Working days after which the reviewer, line manager or CPD leader hears that it is late; null: never',
  }),
  headAfter: workingDays.nullable().meta({ description: 'The same for the head' }),
});
const kindName = z.string().regex(/^([*]|[a-z]+([.][a-zA-Z]+)?)$/);
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'Local time, HH:MM' });
const settings = z.object({
  digestAt: time,
  quietFrom: time,
  quietTo: time,
  summaryDay: z.int().min(1).max(5).meta({ description: 'ISO weekday, 1 is Monday' }),
  liveFrom: instant.nullable(),
  live: z.boolean().meta({ description: 'False: all mail is held' }),
});

/** How a school wants its reminders and mail. */
@Injectable()
export class PolicyOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

  operations(): readonly Operation[] {
    return [...this.policy(), ...this.settings()];
  }

  private policy(): Operation[] {
    return [
      operation({
        id: 'reminders.policy',
        method: 'get',
        path: '/reminder-policy',
        summary: 'When people are reminded',
        description: 'The defaults, and where the school differs from them: by kind of record or duty.',
        response: z.object({ defaults: z.record(z.string(), rule), own: z.record(z.string(), rule) }),
        run: ({ proof }) => this.unit.run(proof, (tx) => this.both(readPolicy(tx))),
      }),
      operation({
        id: 'reminders.setPolicy',
        method: 'put',
        path: '/reminder-policy/{kind}',
        summary: 'Set when people are reminded of one kind of duty',
        description:
          'Kind: * for everything, a kind of record (review), or one duty of it (review.signReviewer). Null: the default.',
        params: z.strictObject({ kind: kindName }),
        body: z.strictObject({ rule: rule.nullable() }),
        response: z.object({ defaults: z.record(z.string(), rule), own: z.record(z.string(), rule) }),
        run: ({ proof }, { params: { kind }, body }) =>
          this.unit.run(proof, (tx) => {
            mustHold(tx, OFFICE, 'Changing when people are reminded');
            this.mustExist(kind);
            return this.both(writeRule(tx, kind, body.rule).then(() => readPolicy(tx)));
          }),
      }),
    ];
  }

  private settings(): Operation[] {
    const shown = (found: Awaited<ReturnType<typeof readMailSettings>>, at: string) => ({
      ...found,
      live: isLive(found, at),
    });
    return [
      operation({
        id: 'mail.settings',
        method: 'get',
        path: '/mail/settings',
        summary: 'How the school wants its mail',
        response: settings,
        run: ({ proof }) => this.unit.run(proof, async (tx) => shown(await readMailSettings(tx), tx.at)),
      }),
      operation({
        id: 'mail.setSettings',
        method: 'put',
        path: '/mail/settings',
        summary: 'Set hours of mail',
        body: z
          .strictObject({ digestAt: time, quietFrom: time, quietTo: time, summaryDay: z.int().min(1).max(5) })
          .partial(),
        response: settings,
        run: ({ proof }, { body }) =>
          this.unit.run(proof, async (tx) => {
            mustHold(tx, OFFICE, 'Setting hours of mail');
            const next = { ...(await readMailSettings(tx)), ...body };
            if (isQuiet(next.digestAt, next.quietFrom, next.quietTo))
              throw new Refused(
                422,
                'digest-in-quiet-hours',
                'The mail of the day would fall into the quiet hours.',
              );
            return shown(await writeMailSettings(tx, next), tx.at);
          }),
      }),
      operation({
        id: 'mail.goLive',
        method: 'post',
        path: '/mail/live',
        summary: 'Let mail leave, or hold it again',
        description:
          'Until a school goes live no mail leaves. What waited goes out with the next mail of the day.',
        body: z.strictObject({ live: z.boolean() }),
        response: settings,
        run: ({ proof }, { body }) =>
          this.unit.run(proof, async (tx) => {
            mustHold(tx, OFFICE, 'Letting mail leave');
            return shown(await writeMailSettings(tx, { liveFrom: body.live ? tx.at : null }), tx.at);
          }),
      }),
    ];
  }

  private async both(own: ReturnType<typeof readPolicy>) {
    return { defaults: mutable(DEFAULT_POLICY), own: mutable(await own) };
  }

  /** @throws Refused 422 'unknown-kind' */
  private mustExist(kind: string): void {
    const [chart] = kind.split('.');
    if (kind === '*' || this.engine.charts.all.some(({ name }) => name === chart)) return;
    throw new Refused(422, 'unknown-kind', `There are no records of the kind "${chart}".`);
  }
}

function mutable(policy: Awaited<ReturnType<typeof readPolicy>>) {
  return Object.fromEntries(
    Object.entries(policy).map(([kind, each]) => [
      kind,
      { ...each, beforeDue: [...each.beforeDue], afterDue: [...each.afterDue] },
    ]),
  );
}

function isQuiet(time: string, from: string, to: string): boolean {
  return from > to ? time >= from || time < to : time >= from && time < to;
}
