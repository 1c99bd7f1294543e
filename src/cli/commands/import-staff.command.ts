import { StaffImports, Schools, formatProblems, parseColumnMap, readStaffFile } from '../../people/index.js';
import type { StaffImportResult } from '../../people/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { schoolsServed, takePulse } from '../../start/installation.js';
import type { Served } from '../../start/installation.js';
import { CliError, EXIT } from '../errors.js';
import { fileAt } from '../file.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';
import type { Session } from '../session.js';

export interface ImportStaffOptions {
  readonly school?: string;
  /** Name of a school that is not there yet: it is founded with the URN of `school`. */
  readonly name?: string;
  readonly phase?: string;
  /** 'Header in the file=Header that is understood', each. */
  readonly map?: readonly string[];
  readonly dryRun?: boolean;
  readonly allowMissing?: boolean;
}

/** Checks a staff file and, unless it is a dry run or something is wrong with it, takes it in. */
export async function importStaffCommand(
  output: Output,
  path: string,
  options: ImportStaffOptions,
): Promise<void> {
  const bytes = await fileAt(path);
  if (options.name !== undefined && options.school === undefined) {
    throw new CliError('school', 'A new school needs its URN: --school 123456.', EXIT.usage);
  }
  const map = readMap(options.map ?? []);
  const result = await withSession(output, async (session) => {
    const school = await knownSchool(session, options);
    if (!school) {
      const checked = await checkAlone(session, bytes, map);
      if (checked.outcome === 'refused' || options.dryRun) return checked;
    }
    return takeIn(output, session, school ?? (await found(session, options)), bytes, { ...options, map });
  });
  output.result(documentOf(result), inWords(result));
  if (result.outcome === 'refused') {
    throw new CliError('refused', 'Nothing was written. Mend the file as the table says, then try again.');
  }
}

async function takeIn(
  output: Output,
  session: Session,
  school: Pick<Served, 'id'>,
  bytes: Buffer,
  { map, allowMissing, dryRun }: Omit<ImportStaffOptions, 'map'> & { map: Record<string, string> },
): Promise<StaffImportResult> {
  const imports = session.app.get(StaffImports, { strict: false });
  const proof = session.asSystemOf(school);
  if (dryRun) return imports.check(proof, bytes, { map, allowMissing });
  const bar = output.progress('Following up', 1);
  const onProgress = (step: string, count: number): void => {
    if (step === 'consequences') bar.done(count);
  };
  const done = await imports.commit(proof, bytes, { map, allowMissing, onProgress });
  await session.engine.relay.drain();
  bar.end();
  return done;
}

/** The school that is meant; null where a name is given for one that is not there yet. */
async function knownSchool(
  session: Session,
  { school: urn, name }: ImportStaffOptions,
): Promise<Pick<Served, 'id'> | null> {
  if (name === undefined) return chosenSchool(session, urn);
  return (await schoolsServed(session.runtime.unit)).find((school) => school.urn === urn) ?? null;
}

/** Looks at a file for a school that is not founded yet: all of it would be new. */
async function checkAlone(
  session: Session,
  bytes: Buffer,
  map: Record<string, string>,
): Promise<StaffImportResult> {
  const today = localDate((await takePulse(session.runtime.unit)).now);
  const file = readStaffFile(bytes, { today, map });
  const none = { joiners: 0, changed: 0, lineManagers: 0, leavers: 0, returned: 0, missing: 0, unchanged: 0 };
  return file.ok
    ? { outcome: 'checked', file, counts: { ...none, joiners: file.rows.length, problems: 0 } }
    : { outcome: 'refused', file, counts: { ...none, problems: file.problems.length } };
}

async function found(
  session: Session,
  { school: urn = '', name = '', phase }: ImportStaffOptions,
): Promise<Pick<Served, 'id'>> {
  return { id: await session.app.get(Schools, { strict: false }).found({ name, urn, phase }) };
}

/** What keeps the file from being taken in: in itself, or beside what is known already; all in the form of a finding. */
function problemsOf({ file, plan }: Pick<StaffImportResult, 'file' | 'plan'>) {
  const beside = (plan?.refused ?? []).map((refusal) => ({
    code: refusal.code,
    line: 0,
    column: '',
    value: refusal.code === 'tooManyMissing' ? `${refusal.missing} of ${refusal.inPost}` : refusal.email,
    expected: refusal.expected,
  }));
  return [...(file.ok ? [] : file.problems), ...beside];
}

function readMap(pairs: readonly string[]): Record<string, string> {
  try {
    return parseColumnMap(pairs);
  } catch (error) {
    throw new CliError('map', error instanceof Error ? error.message : String(error), EXIT.usage);
  }
}

function documentOf({ outcome, file, plan, counts }: StaffImportResult) {
  return {
    ok: outcome !== 'refused',
    outcome,
    counts,
    problems: problemsOf({ file, plan }),
    warnings: file.warnings,
  };
}

function inWords(result: StaffImportResult): string {
  const { outcome, file, counts } = result;
  if (outcome === 'refused') return formatProblems(problemsOf(result));
  const warnings = file.warnings.length > 0 ? `Worth a look:\n\n${formatProblems(file.warnings)}\n` : '';
  const heading = {
    checked: 'The file is in order. Nothing was written; it would change:',
    committed: 'The file was taken in:',
    unchanged: 'The file says what is here already: nothing was changed.',
  }[outcome];
  if (outcome === 'unchanged') return `${warnings}${heading}`;
  const lines = [
    `  ${counts.joiners} join`,
    `  ${counts.changed} change`,
    `  ${counts.lineManagers} get another line manager`,
    `  ${counts.leavers} leave`,
    `  ${counts.returned} come back`,
    `  ${counts.missing} are missing from the file and will be asked about`,
    `  ${counts.unchanged} stay as they are`,
  ];
  return `${warnings}${heading}\n${lines.join('\n')}`;
}
