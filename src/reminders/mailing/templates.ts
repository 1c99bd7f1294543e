import { renderLetter } from '../../platform/mail/index.js';
import { linksAt } from '../links.js';
import { eachOnce, reminderOf } from '../rendering.js';
import type { Labels, Recorded } from '../rendering.js';
import { wordings } from '../wording/index.js';
import { digestLetter, testLetter, urgentLetter } from './letters.js';
import type { Reader, Titled } from './letters.js';

/** A mail as an example, for looking at before anybody gets one. */
export interface Template {
  /** Key of a wording, or 'digest', 'summary', 'test'. */
  readonly key: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const SAMPLE = 'an example';
const example = (about: string, own: boolean, labels: Labels): Recorded => ({
  ...{ id: about, person_id: SAMPLE, instance_id: about, about, escalation: about === 'duty.late' },
  ...{ subject_id: own ? SAMPLE : 'another', forename: 'Alex', surname: 'Example' },
  ...{ notify_at: new Date(0), read_at: null },
  ...(about.startsWith('duty.') ? { kind: [...labels.keys()][0] ?? null, due_on: '2027-01-15' } : {}),
});

/** Every mail that there is, with made-up people. */
export function templates(school: string, publicBaseUrl: string, labels: Labels): Template[] {
  const links = linksAt(publicBaseUrl);
  const reader: Reader = { forename: 'Sam', school, stopToken: '00000000-0000-0000-0000-000000000000' };
  const say = (rows: readonly Recorded[]) => eachOnce(rows).map((row) => reminderOf(row, labels));
  const shown = (key: string, { subject, letter }: Titled): Template => ({
    ...{ key, subject },
    ...renderLetter(letter, subject),
  });
  const keys = Object.keys(wordings).sort();
  const few = say(keys.slice(0, 3).map((key) => example(key, true, labels)));
  const late = [{ chart: 'review', records: 2 }];
  return [
    shown('digest', digestLetter(reader, { reminders: few, late: null, older: 2 }, links)),
    shown('summary', digestLetter(reader, { reminders: [], late, older: 0 }, links)),
    shown('test', testLetter(reader, links)),
    ...keys.flatMap((key) =>
      say([example(key, false, labels)]).map((reminder) =>
        shown(
          key,
          wordings[key]?.urgent
            ? urgentLetter(reader, reminder, links)
            : digestLetter(reader, { reminders: [reminder], late: null, older: 0 }, links),
        ),
      ),
    ),
  ];
}
