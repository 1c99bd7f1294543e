const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 = Monday; undefined when the word names no day ('m' and 'f' do, 't' and 's' might be two). */
function dayNumber(word: string): number | undefined {
  const unambiguous = word.length >= 2 || word === 'm' || word === 'w' || word === 'f';
  const index = DAYS.findIndex((day) => unambiguous && (day.startsWith(word) || `${day}s` === word));
  const short: Readonly<Record<string, number>> = { tues: 2, weds: 3, thur: 4, thurs: 4 };
  return short[word] ?? (index < 0 ? undefined : index + 1);
}

/** Reads 'Mon; Tue, Fri', 'Mon-Wed', 'Monday and Friday'; undefined when something in it is no day. */
export function readWorkingDays(text: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(/[;,/&|]|\band\b|\s+(?![-–]|to\b)(?<![-–]\s+|\bto\s+)/)) {
    if (part.trim() === '') continue;
    const ends = part.split(/[-–]|\bto\b/).map((word) => dayNumber(word.trim().replace(/\.$/, '')));
    const first = ends[0];
    const last = ends.at(-1);
    if (ends.length > 2 || first === undefined || last === undefined || first > last) return undefined;
    for (let day = first; day <= last; day += 1) days.add(day);
  }
  return days.size === 0 ? undefined : [...days].sort((a, b) => a - b);
}
