import { readFile } from 'node:fs/promises';
import { StaffImports, Schools, formatProblems, parseColumnMap } from '../../people/index.js';
import type { StaffImportResult } from '../../people/index.js';
import { schoolsServed } from '../../start/installation.js';
import type { Served } from '../../start/installation.js';
import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';
import type { Session } from '../session.js';

export interface ImportStaffOptions {
  readonly school?: string;
  /** Name of a school that is not there yet: it is founded with the URN of `school`. */
  readonly name?: string;
  readonly phase?: string;
  /** 'Their header=our header', several with commas. */
  readonly map?: string;
  readonly dryRun?: boolean;
  readonly allowMissing?: boolean;
}

/** Checks a staff file and, unless it is a dry run or something is wrong with it, takes it in. */
export async function importStaffCommand(
  output: Output,
  path: string,
  options: ImportStaffOptions,
): Promise<void> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT' ? 'it is not there' : error.code === 'EISDIR' ? 'it is a folder' : error.code;
    throw new CliError('file', `The file ${path} cannot be read: ${why}.`, EXIT.usage);
  });
  const map = options.map === undefined ? undefined : parseColumnMap(options.map);
  const result = await withSession(output, async (session) => {
    const school = await schoolFor(session, options);
    const imports = session.app.get(StaffImports, { strict: false });
    const proof = session.asSystemOf(school);
    const settings = { map, allowMissing: options.allowMissing };
    if (options.dryRun) return imports.check(proof, bytes, settings);
    const bar = output.progress('Following up', bytes.length);
    const done = await imports.commit(proof, bytes, {
      ...settings,
      onProgress: (step, count) => step === 'consequences' && bar.done(count),
    });
    await session.engine.relay.drain();
    bar.end();
    return done;
  });
  output.result(documentOf(result), inWords(result));
  if (result.outcome === 'refused') {
    throw new CliError('refused', 'Nothing was written. Mend the file as the table says, then try again.');
  }
}

/** The school that is there, or a new one where a name is given. A dry run founds nothing. */
async function schoolFor(
  session: Session,
  { school: urn, name, phase, dryRun }: ImportStaffOptions,
): Promise<Pick<Served, 'id'>> {
  if (name === undefined) return chosenSchool(session, urn);
  if (urn === undefined)
    throw new CliError('school', 'A new school needs its URN: --school 123456.', EXIT.usage);
  const there = (await schoolsServed(session.runtime.unit)).find((each) => each.urn === urn);
  if (there) return there;
  if (dryRun) {
    throw new CliError(
      'no-such-school',
      `There is no school with the URN ${urn} yet. A dry run founds none.`,
    );
  }
  const id = await session.app.get(Schools, { strict: false }).found({ name, urn, phase });
  return { id };
}

function documentOf({ outcome, file, plan, counts }: StaffImportResult) {
  const problems = [...file.problems, ...(plan?.refused ?? [])];
  return { ok: outcome !== 'refused', outcome, counts, problems, warnings: file.warnings };
}

function inWords(result: StaffImportResult): string {
  const { outcome, file, plan, counts } = result;
  if (outcome === 'refused') return formatProblems([...file.problems, ...(plan?.refused ?? [])]);
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
