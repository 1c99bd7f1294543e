import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery, DeliveryHealth } from '../../src/delivery/index.js';
import { readConfig } from '../../src/platform/config/config.js';
import type { Runtime } from '../../src/platform/runtime.js';
import { CalendarFeeds, mountCalendarFeed, mountStopMail } from '../../src/reminders/index.js';
import { mountMachines } from '../../src/start/machines.js';
import { openMailSchool } from '../reminders/support/mail-school.js';
import type { MailSchool } from '../reminders/support/mail-school.js';

const QUEUE: DeliveryHealth['queue'] = {
  ...{ backend: 'redis', ok: true, detail: '', waiting: 1, delayed: 2, failed: 3 },
  queues: { mail: { waiting: 1, delayed: 2, failed: 3 } },
};

describe('what machines ask over HTTP', () => {
  let world: MailSchool;
  const servers: Server[] = [];
  const serve = async (environment: Record<string, string> = {}): Promise<string> => {
    const { unit } = world.school;
    const runtime = {
      unit,
      database: { where: 'here' },
      config: readConfig(environment),
    } as unknown as Runtime;
    const delivery = {
      health: () => Promise.resolve({ state: 'ok', role: 'all', queue: QUEUE }),
    } as unknown as Delivery;
    const app = express();
    mountMachines(app, runtime, delivery);
    mountStopMail(app, unit);
    mountCalendarFeed(app, world.school.app.get(CalendarFeeds, { strict: false }));
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  beforeAll(async () => {
    world = await openMailSchool();
    await world.begin('2026-10-14T06:00');
    const review = await world.record('review', { reviewee: 'teacher' });
    await world.owes(review, 'prepare', 'teacher', '2026-10-16T17:00');
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await world.close();
  });

  it('metrics are numbers for Prometheus, of mail, queue and work, and name nobody', async () => {
    await world.at('2026-10-14T07:30');
    const answer = await fetch(`${await serve()}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    for (const line of [
      'cpd_up{part="database"} 1',
      'cpd_queue_jobs{queue="mail",state="delayed"} 2',
      'cpd_mails_total{kind="digest",outcome="kept",trouble="none"}',
      'cpd_mail_lateness_seconds_bucket',
      'cpd_mail_waiting 0',
      'cpd_dead_letters 0',
      'process_cpu_seconds_total',
    ])
      expect(text).toContain(line);
    expect(text).not.toMatch(/Tara|Quill|example/);
  });

  it('metrics are not for everybody: with a token only for whoever shows it, and never through a proxy without', async () => {
    const token = 'a-token-of-some-length';
    const address = await serve({ METRICS_TOKEN: token });
    const status = async (url: string, headers: Record<string, string> = {}) =>
      (await fetch(`${url}/metrics`, { headers })).status;
    expect(await status(address)).toBe(404);
    expect(await status(address, { authorization: 'Bearer another-token-entirely' })).toBe(404);
    expect(await status(address, { authorization: `Bearer ${token}` })).toBe(200);
    expect(await status(await serve(), { 'x-forwarded-for': '203.0.113.9' })).toBe(404);
  });

  it('health counts mail that is late or did not arrive', async () => {
    const address = await serve();
    expect(await (await fetch(`${address}/health`)).json()).toMatchObject({
      mail: { waiting: 0, overdue: 0, failed: 0 },
    });
    await world.school.look.query(
      `insert into cpd.mailing (id, school_id, person_id, kind, day, due_at, next_at)
         values (gen_random_uuid(), $1, $2, 'test', '2026-10-14', engine.now() - interval '1 hour', engine.now())`,
      [world.school.id, world.school.person('teacher')],
    );
    expect(await (await fetch(`${address}/ready`)).json()).toMatchObject({
      ...{ status: 'degraded', mail: { waiting: 1, overdue: 1, failed: 0 } },
    });
    await world.school.look.query(`delete from cpd.mailing where kind = 'test'`);
  });

  it('a mail program stops mails by one click; following the link asks first; another link says that it is none', async () => {
    const address = await serve();
    const [mail] = await world.mailsOf('teacher');
    const path = new URL(mail?.unsubscribeUrl ?? '').pathname;
    const asked = await fetch(`${address}${path}`);
    expect(await asked.text()).toContain('Stop the mails of the day?');
    expect(await world.school.call('teacher', 'mail.choice')).toMatchObject({ digest: true });
    const body = 'List-Unsubscribe=One-Click';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(`${address}${path}`, { method: 'POST', body, headers })).status).toBe(200);
    expect(await world.school.call('teacher', 'mail.choice')).toMatchObject({ digest: false });
    for (const wrong of [
      `/mail/stop/digest/${world.school.id}`,
      '/mail/stop/everything/x',
      '/mail/stop/digest/%00',
    ]) {
      expect((await fetch(`${address}${wrong}`, { method: 'POST' })).status).toBe(404);
    }
  });

  it('a calendar program gets a calendar once, and then only what has changed', async () => {
    const address = await serve();
    const { url } = await world.school.call<{ url: string }>('teacher', 'calendar.subscribe', {
      params: { kind: 'own' },
    });
    const path = new URL(url).pathname;
    const first = await fetch(`${address}${path}`);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(await first.text()).toMatch(/^BEGIN:VCALENDAR/);
    const tag = first.headers.get('etag') ?? '';
    const again = await fetch(`${address}${path}`, { headers: { 'if-none-match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(`${address}/calendar/nonsense.ics`)).status).toBe(404);
  });
});
