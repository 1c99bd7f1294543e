import { spawnSync } from 'node:child_process';

const PYTHON = '/usr/bin/python3';
/** Reads a calendar with Python's icalendar, which shares no code with ours. */
const SCRIPT = `
import sys, json
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
def one(event):
    start = event.decoded('dtstart')
    attendee = event.get('attendee')
    return {'uid': str(event['uid']), 'sequence': int(event.get('sequence', 0)), 'summary': str(event['summary']),
            'status': str(event.get('status', '')), 'start': start.isoformat(), 'end': event.decoded('dtend').isoformat(),
            'organiser': str(event.get('organizer', '')), 'attendee': str(attendee) if attendee else ''}
print(json.dumps({'method': str(calendar.get('method', '')), 'events': [one(e) for e in calendar.walk('VEVENT')]}))
`;

export interface SecondReading {
  readonly method: string;
  readonly events: {
    readonly uid: string;
    readonly sequence: number;
    readonly summary: string;
    readonly status: string;
    /** ISO 8601; a date for a whole day. */
    readonly start: string;
    readonly end: string;
    readonly organiser: string;
    readonly attendee: string;
  }[];
}

/**
 * Whether Debian's python3-icalendar is there. Where it is not, what needs it is skipped with a loud sentence; with
 * CI=true that is a failure.
 */
export function secondReaderInstalled(): boolean {
  if (spawnSync(PYTHON, ['-c', 'import icalendar']).status === 0) return true;
  const sentence =
    'python3-icalendar is not installed: calendars are read back by ical.js ONLY. Install it (apt-get install python3-icalendar).';
  if (process.env['CI'] === 'true') throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence} ***\n\n`);
  return false;
}

export function readSecondly(ics: string): SecondReading {
  const run = spawnSync(PYTHON, ['-c', SCRIPT], { input: ics, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as SecondReading;
}
