import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, instant, isoDate, operation, Refused } from '../../api/index.js';
import type { ApiSurface, Caller, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ColumnMapError, parseColumnMap } from '../import/index.js';
import { Leaving } from '../leaving.service.js';
import { MissingPeople } from '../missing-people.service.js';
import { Schools } from '../schools.service.js';
import { StaffImports } from '../staff-import.service.js';
import type { StaffImportResult } from '../staff-import.service.js';
import { flag } from './people.schemas.js';

const finding = z.object({
  code: z.string(),
  line: z.int(),
  column: z.string(),
  value: z.string(),
  expected: z.string(),
});
const counts = z.object({
  joiners: z.int(),
  changed: z.int(),
  lineManagers: z.int(),
  leavers: z.int(),
  returned: z.int(),
  missing: z.int(),
  unchanged: z.int(),
  problems: z.int(),
});
const outcome = z.object({
  outcome: z.enum(['checked', 'committed', 'unchanged']),
  counts,
  warnings: z.array(finding),
  missing: z.array(z.object({ personId: id, name: z.string() })),
});

const importQuery = z.strictObject({
  map: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description: 'Renamed columns, "Works Email=Email"; may be given several times' }),
  allowMissing: flag.meta({ description: 'More than a tenth of the staff may be missing from the file' }),
});
const comer = z.object({
  id,
  forename: z.string(),
  surname: z.string(),
  email: z.string().nullable(),
  jobTitle: z.string(),
  staffGroup: z.string().nullable(),
  on: isoDate,
  from: z.string(),
  fromUrn: z.string().nullable(),
});
const csvBody = z.instanceof(Buffer, { error: 'A staff file as text/csv is needed.' });

/** Staff files, and people whom a new one does not name. */
@Injectable()
export class StaffApi implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StaffImports) private readonly imports: StaffImports,
    @Inject(MissingPeople) private readonly missing: MissingPeople,
    @Inject(Leaving) private readonly leaving: Leaving,
    @Inject(Schools) private readonly schools: Schools,
  ) {}

  operations(): readonly Operation[] {
    return [
      this.fileOperation('check', 'Check a staff file: every problem and every change, nothing written'),
      this.fileOperation('commit', 'Bring a staff file in: all of it, or none when anything is wrong'),
      operation({
        id: 'people.leave',
        method: 'post',
        path: '/people/{id}/leave',
        summary: 'Say when somebody leaves, or left',
        description:
          'After the last day they cannot sign in; what is open for them ends and its record stays; their work passes on.',
        params: idParam,
        body: z.strictObject({ lastDay: isoDate.meta({ description: 'Last day in post' }) }),
        response: z.object({ lastDay: isoDate }),
        run: async ({ proof }, { params, body }) => {
          await this.leaving.record(proof, params.id, body.lastDay);
          return body;
        },
      }),
      operation({
        id: 'staff.coming',
        method: 'get',
        path: '/staff/coming',
        summary: 'People who come over from another school, on which day',
        description: 'For the office of the school that takes them on; reviews stay where they were held.',
        response: z.object({ people: z.array(comer) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({ people: await this.schools.comingStaff(tx) })),
      }),
      operation({
        id: 'staff.missing',
        method: 'get',
        path: '/staff/missing',
        summary: 'People whom the latest staff file does not name',
        response: z.object({ missing: z.array(z.object({ personId: id, importId: id, askedAt: instant })) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            missing: (await this.missing.list(tx)).map(({ personId, importId, askedAt }) => ({
              personId,
              importId,
              askedAt: askedAt.toISOString(),
            })),
          })),
      }),
      operation({
        id: 'staff.answerMissing',
        method: 'post',
        path: '/staff/missing/{id}/answer',
        summary: 'Say whether somebody who is missing from the file has left',
        params: idParam,
        body: z.discriminatedUnion('answer', [
          z.strictObject({ answer: z.literal('here') }),
          z.strictObject({ answer: z.literal('left'), leftOn: isoDate }),
        ]),
        response: z.object({ answered: z.boolean() }),
        run: async ({ proof }, { params, body }) => {
          await this.missing.answer(proof, params.id, body);
          return { answered: true };
        },
      }),
    ];
  }

  private fileOperation(what: 'check' | 'commit', summary: string): Operation {
    return operation({
      id: `staff.${what}`,
      method: 'post',
      path: `/staff/import/${what}`,
      summary,
      description: 'The body is the file as it was exported. For administrator, CPD leader and head.',
      query: importQuery,
      body: csvBody,
      consumes: 'text/csv',
      response: outcome,
      run: (caller, { query, body }) => this.run(what, caller, query, body),
    });
  }

  private async run(
    what: 'check' | 'commit',
    { proof }: Caller,
    { map, allowMissing }: z.output<typeof importQuery>,
    file: Buffer,
  ): Promise<z.input<typeof outcome>> {
    const options = { map: mapOf(map), allowMissing };
    const result = await this.imports[what](proof, file, options);
    if (result.outcome === 'refused') throw refusal(result);
    const { outcome: came, plan, counts: counted } = result;
    return {
      outcome: came,
      counts: counted,
      warnings: [...result.file.warnings],
      missing: (plan?.missing ?? []).map(({ personId, name }) => ({ personId, name })),
    };
  }
}

function mapOf(given: string | readonly string[] | undefined): Record<string, string> {
  try {
    return parseColumnMap(given === undefined ? [] : [given].flat());
  } catch (error) {
    if (error instanceof ColumnMapError) throw new Refused(422, error.code, error.message);
    throw error;
  }
}

/** A refused file: every problem, and that nothing was written. */
function refusal({ file, plan }: StaffImportResult): Refused {
  if (!file.ok) {
    const { problems, warnings } = file;
    const sentence = `The file has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was written.`;
    return new Refused(422, 'staff-file-refused', sentence, { problems, warnings });
  }
  const refused = plan?.refused ?? [];
  const sentence = `${refused.map((reason) => reason.expected).join(' ')} Nothing was written.`;
  return new Refused(422, refused[0]?.code ?? 'staff-file-refused', sentence, { refused });
}
