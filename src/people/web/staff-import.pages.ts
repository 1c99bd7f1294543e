import { z } from 'zod';
import { problemOf } from '../../api/index.js';
import { capital, count, figures, get, goTo, paths, post, show, view } from '../../web/index.js';
import type { Fields, PageModel, Reply, Visit } from '../../web/index.js';

interface ProblemLine {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

export interface ImportModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly problems: readonly ProblemLine[];
  readonly warnings: readonly ProblemLine[];
  /** What stands in the way of the whole file. */
  readonly refused: readonly string[];
  readonly asksForMissing: boolean;
  /** What a sound file would change; null until one was checked. */
  readonly change: { readonly name: string; readonly value: string }[] | null;
  readonly missing: readonly string[];
  /** The checked file, kept in the page until it is brought in. */
  readonly file: { readonly name: string; readonly content: string } | null;
  readonly allowMissing: boolean;
  readonly columns: string;
  readonly error: string | null;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
}

const importView = view<ImportModel>('people/web/import.njk');
const line = z.object({ line: z.number(), column: z.string(), value: z.string(), expected: z.string() });
const outcome = z.object({
  outcome: z.enum(['checked', 'committed', 'unchanged']),
  counts: z.object({
    joiners: z.int(),
    changed: z.int(),
    lineManagers: z.int(),
    leavers: z.int(),
    returned: z.int(),
    missing: z.int(),
    unchanged: z.int(),
  }),
  warnings: z.array(line),
  missing: z.array(z.object({ name: z.string() })),
});
type Outcome = z.output<typeof outcome>;
const refusal = z.object({
  problems: z.array(line).default([]),
  warnings: z.array(line).default([]),
  refused: z.array(z.object({ code: z.string(), expected: z.string() })).default([]),
});

const START: ImportModel = {
  title: 'Bring in a staff file',
  back: { href: paths.staff.pattern, text: 'Staff' },
  heading: 'Bring in a staff file',
  lede: 'Choose the file that your office system exports. It is checked first: nothing is written until you say so.',
  ...{ problems: [], warnings: [], refused: [], missing: [], errors: [] },
  ...{ asksForMissing: false, change: null, file: null, allowMissing: false, columns: '', error: null },
};

export const importPage = get(paths.staffImport, () => Promise.resolve(show(importView, START)));

/** Checks a file, or brings in the one that was checked. */
export const sendStaffFile = post(paths.staffImport, async (visit) => {
  const sent = fileOf(visit.fields);
  if (!sent) return wrong('Choose a staff file: CSV, as your office system exports it');
  const input = {
    query: {
      allowMissing: visit.fields.text('allowMissing') === 'yes' ? 'true' : 'false',
      ...columnsOf(visit.fields.text('columns')),
    },
    body: sent.content,
  };
  const commits = visit.fields.text('_what') === 'commit';
  try {
    if (!commits) return checked(visit, sent, await visit.ask('staff.check', outcome, input));
    return committed(outcome.parse(await visit.tell('staff.commit', input)));
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status !== 422 && problem.status !== 413) throw error;
    return refused(visit, problem);
  }
});

interface SentStaffFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A file that was chosen now, or the one in the page that was checked before. */
function fileOf(fields: Fields): SentStaffFile | null {
  const chosen = fields.file('file');
  if (chosen && chosen.content.length > 0) return chosen;
  const kept = fields.text('content');
  return kept ? { name: fields.text('name').slice(0, 200), content: Buffer.from(kept, 'base64') } : null;
}

/** 'Works Email=Email', one on a line. */
function columnsOf(text: string): { map?: string[] } {
  const map = text
    .split('\n')
    .map((it) => it.trim())
    .filter(Boolean);
  return map.length > 0 ? { map } : {};
}

function wrong(error: string): Reply {
  return show(importView, { ...START, error, errors: [{ text: error, href: '#file' }] }, 422);
}

function checked({ fields }: Visit<string>, file: SentStaffFile, found: Outcome): Reply {
  return show(importView, {
    ...START,
    title: 'The file is sound',
    heading: 'The file is sound. Bring it in?',
    lede: `${file.name} was checked. Nothing is written yet.`,
    warnings: found.warnings,
    missing: found.missing.map(({ name }) => name),
    change: changeOf(found),
    file: { name: file.name, content: file.content.toString('base64') },
    allowMissing: fields.text('allowMissing') === 'yes',
    columns: fields.text('columns'),
  });
}

function changeOf({ counts }: Outcome): { name: string; value: string }[] {
  return [
    { name: 'Join', value: String(counts.joiners) },
    { name: 'Change', value: String(counts.changed) },
    { name: 'New line manager', value: String(counts.lineManagers) },
    { name: 'Leave', value: String(counts.leavers) },
    { name: 'Come back', value: String(counts.returned) },
    { name: 'Not in the file', value: String(counts.missing) },
    { name: 'Stay as they are', value: String(counts.unchanged) },
  ].filter(({ value }) => value !== '0');
}

function committed({ outcome: came, counts }: Outcome): Reply {
  if (came === 'unchanged')
    return goTo(paths.staff.pattern, {
      title: 'The file changes nothing',
      text: 'Everything in it was known already.',
    });
  return goTo(paths.staff.pattern, {
    title: 'The staff file is in',
    text: `${capital(count(counts.joiners, 'person joins', 'people join'))}, ${figures(counts.changed, 'changes', 'change')}, ${figures(counts.leavers, 'leaves', 'leave')}.`,
  });
}

function refused({ fields }: Visit<string>, problem: ReturnType<typeof problemOf>): Reply {
  const { problems, warnings, refused: reasons } = refusal.parse(problem);
  return show(
    importView,
    {
      ...START,
      title: 'The file needs mending',
      heading: 'The file needs mending first',
      lede: 'Nothing was written. Put these right in your office system or in the file, and choose it again.',
      ...{ problems, warnings },
      refused:
        reasons.length > 0
          ? reasons.map(({ expected }) => expected)
          : problems.length > 0
            ? []
            : [problem.detail],
      asksForMissing: reasons.some(({ code }) => /missing/i.test(code)),
      columns: fields.text('columns'),
      errors: [{ text: problem.detail, href: problems.length > 0 ? '#problems' : '#file' }],
    },
    422,
  );
}
