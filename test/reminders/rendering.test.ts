import { describe, expect, it } from '@jest/globals';
import { mailOf, reminderOf } from '../../src/reminders/rendering.js';
import type { Recorded } from '../../src/reminders/rendering.js';

const TARA = { subject_id: 'tara', forename: 'Tara', surname: 'Quill' };
const recorded = (about: string, more: Partial<Recorded> = {}): Recorded => ({
  id: 'n1',
  person_id: 'rhys',
  instance_id: 'i1',
  about,
  escalation: false,
  notify_at: new Date('2026-10-12T06:00:00Z'),
  read_at: null,
  ...TARA,
  ...more,
});
const reader = { forename: 'Rhys', email: 'rhys@school.example', school: 'Brook Lane Primary' };

describe('a reminder', () => {
  it('names the person to others', () => {
    expect(reminderOf(recorded('review.draftDue')).title).toBe('The draft of Tara Quill’s statement');
  });

  it('says "your" to the person', () => {
    const own = reminderOf(recorded('review.shared', { person_id: 'tara' }));
    expect(own.title).toBe('Your review statement is there to read');
  });

  it('names nobody where the record is the school’s', () => {
    const row = recorded('cycle.needsDue', { subject_id: null, forename: null, surname: null });
    expect(reminderOf(row).text).not.toContain('null');
  });
});

describe('the mail', () => {
  const one = reminderOf(recorded('review.draftDue'));
  const two = reminderOf(recorded('booking.approvalDue'));

  it('has the reminder’s own title when there is one', () => {
    const mail = mailOf(reader, [one], 'https://cpd.example');
    expect(mail).toMatchObject({ to: 'rhys@school.example', subject: one.title });
    expect(mail.text).toMatch(/^Hello Rhys,\n\nOne thing is waiting for you\.\n\n/);
  });

  it('puts several into one, numbered', () => {
    const mail = mailOf(reader, [one, two], 'https://cpd.example');
    expect(mail.subject).toBe('2 things for you at Brook Lane Primary');
    expect(mail.text).toContain(`\n\n1. ${one.title}\n   `);
    expect(mail.text).toContain(`\n\n2. ${two.title}\n   `);
  });

  it('is plain text of 72 columns at most', () => {
    const lines = mailOf(reader, [one, two], 'https://cpd.example').text.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});
