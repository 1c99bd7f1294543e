import { describe, expect, it } from '@jest/globals';
import { eachOnce, reminderOf } from '../../src/reminders/rendering.js';
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

  it('of a duty says what it is, whose, and the day', () => {
    const labels = new Map([['review.writeStatement', 'Write the draft statement and share it']]);
    const row = recorded('duty.soon', { kind: 'review.writeStatement', due_on: '2026-10-16' });
    expect(reminderOf(row, labels)).toMatchObject({
      title: 'Write the draft statement and share it: due on 16 October 2026',
      text: 'This is yours to do for Tara Quill’s review, and there is still time.',
    });
  });

  it('to those above says "late" and not what', () => {
    const labels = new Map([['review.writeStatement', 'Write the draft statement and share it']]);
    const row = recorded('duty.late', {
      kind: 'review.writeStatement',
      due_on: '2026-10-16',
      escalation: true,
    });
    const { title, text } = reminderOf(row, labels);
    expect(title).toBe('Tara Quill’s review is late');
    expect(text).not.toContain('statement');
  });

  it('of the same thing is one, the first of the list', () => {
    const rows = [
      recorded('review.draftDue', { id: 'later' }),
      recorded('review.draftDue', { id: 'earlier' }),
    ];
    expect(eachOnce(rows).map(({ id }) => id)).toEqual(['later']);
  });
});
