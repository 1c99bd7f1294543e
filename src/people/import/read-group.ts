import { nearest } from './nearest.js';
import { plainWord } from './plain-word.js';
import { STAFF_GROUPS } from './staff-row.js';
import type { StaffGroup } from './staff-row.js';

/** What information systems write, without case, spaces or signs. */
const WRITTEN: Readonly<Record<StaffGroup, readonly string[]>> = {
  leadership: ['leadership', 'seniorleadership', 'slt', 'leader', 'headteacher'],
  teacher: ['teacher', 'teachers', 'teaching', 'teachingstaff', 'classroomteacher', 'qualifiedteacher'],
  hlta: ['hlta', 'higherlevelteachingassistant'],
  teachingAssistant: [
    'teachingassistant',
    'teachingassistants',
    'ta',
    'lsa',
    'learningsupportassistant',
    'learningsupport',
    'learningmentor',
    'classroomassistant',
  ],
  pastoral: ['pastoral', 'welfare'],
  business: ['business', 'finance', 'bursar', 'businessmanager', 'schoolbusinessmanager'],
  administration: ['administration', 'admin', 'office', 'clerical', 'administrative'],
  site: ['site', 'premises', 'caretaker', 'caretaking', 'estates', 'cleaning', 'cleaner'],
  midday: ['midday', 'middaysupervisor', 'lunchtime', 'lunchtimesupervisor'],
  catering: ['catering', 'kitchen', 'cook'],
  technician: ['technician', 'technicians', 'technical'],
  governor: ['governor', 'governors'],
  other: ['other', 'support', 'supportstaff', 'otherschoolstaff', 'librarian'],
};

const BY_WORD = new Map(
  STAFF_GROUPS.flatMap((group) => WRITTEN[group].map((word) => [word, group] as const)),
);

/** Without known meaning the group is 'other'; `known` is false then, and `like` the word that may be meant. */
export function readGroup(text: string): { group: StaffGroup; known: boolean; like?: string } {
  const word = plainWord(text);
  const group = BY_WORD.get(word);
  if (group) return { group, known: true };
  return { group: 'other', known: false, like: nearest(word, [...BY_WORD.keys()]) };
}
