import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMailSchool } from '../reminders/support/mail-school.js';
import type { MailSchool } from '../reminders/support/mail-school.js';
import { cpd, documentOf } from './cpd.js';

describe('reminders on the command line', () => {
  let world: MailSchool;
  const run = (...args: string[]) => cpd(world.school.database, 'reminders', ...args);
  beforeAll(async () => {
    world = await openMailSchool();
    await world.begin('2026-10-14T06:00');
    const review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
    await world.owes(review, 'writeStatement', 'reviewer', '2026-10-16T17:00');
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await world.line.sweep();
  });
  afterAll(() => world.close());

  it('shows what is due', async () => {
    const outcome = await run('due', '--json');
    expect(documentOf(outcome)).toMatchObject({
      ...{ ok: true, held: false, waiting: [{ name: 'Rhys Vaughan', things: 1 }] },
      mails: [{ name: 'Rhys Vaughan', kind: 'digest', at: '2026-10-14T06:30:00.000Z' }],
    });
  });

  it('explains to people who ask what will be sent, when and why', async () => {
    const { exit, out } = await run('explain', '--person', 'reviewer@school.example');
    expect(exit).toBe(0);
    expect(out).toContain('Rhys Vaughan: the next mail of the day would be at 2026-10-14T06:30 UTC.');
    expect(out).toContain('the day it is due (2026-10-16), if it is still open');
  });

  it('sends a test mail, and says so', async () => {
    const outcome = await run('send-test', '--to', 'teacher@school.example', '--json');
    expect(documentOf(outcome)).toMatchObject({ ok: true, outcome: 'kept' });
    expect((await world.mailsOf('teacher')).map(({ subject }) => subject)).toEqual([
      'A test mail from Brook Lane Primary',
    ]);
  });

  it.each([
    [['explain', '--person', 'nobody@school.example'], 'no-such-person'],
    [['send-test', '--to', '1008'], 'no-address'],
  ])('refuses %j', async (args, code) => {
    expect(documentOf(await run(...args, '--json'))).toMatchObject({ ok: false, error: { code } });
  });
});
