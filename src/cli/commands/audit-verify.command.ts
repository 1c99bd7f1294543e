import { Seals } from '../../audit/index.js';
import { CliError } from '../errors.js';
import type { Output } from '../output.js';
import { withSession } from '../session.js';

export interface AuditVerifyOptions {
  /** The hash of a seal that was printed earlier and kept somewhere else. */
  readonly head?: string;
}

/** Seals what is new, computes the whole audit again, and ends with an error when something is not as it was. */
export function auditVerifyCommand(output: Output, { head }: AuditVerifyOptions): Promise<void> {
  return withSession(output, async ({ app }) => {
    const seals = app.get(Seals, { strict: false });
    const found = await seals.verify();
    const isCutOff = head !== undefined && !(await seals.passes(head));
    if (found.length === 0 && !isCutOff) await seals.seal();
    const ends = await seals.ends();
    const lines = [
      ...ends.map(
        ({ name, entries, number, hash, erased }) =>
          `${name}: ${entries} entries, ${erased} of them erased; seal ${number ?? 'none yet'}${hash ? ` ${hash}` : ''}`,
      ),
      ...found.map(
        ({ what, number, entry }) =>
          `NOT WHOLE: ${what}${number === null ? '' : ` (seal ${number})`}${entry === null ? '' : ` (entry ${entry})`}`,
      ),
      ...(isCutOff
        ? [`NOT WHOLE: no chain has the seal ${head} any more: its newest part was cut off.`]
        : []),
    ];
    output.result({ ok: found.length === 0 && !isCutOff, ends, found, cutOff: isCutOff }, lines.join('\n'));
    if (found.length > 0 || isCutOff) {
      throw new CliError(
        'audit-not-whole',
        'The audit is not as it was written. Keep the database as it is and look into it.',
      );
    }
  });
}
