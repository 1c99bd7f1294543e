import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { certificateFile, keepCertificateFile } from '../after/certificate-files.js';
import { cpdRecord } from '../after/cpd-record.queries.js';
import { sharedBack } from '../after/shared-back.queries.js';
import { paging } from './provision.schemas.js';

const lineSchema = z.object({
  id,
  kind: z.enum(['hours', 'milestone', 'certificate']),
  title: z.string(),
  bookingId: id,
  minutes: z.int(),
  detail: z.string().nullable(),
  link: z.string().nullable(),
  expiresOn: z.string().nullable(),
  at: z.string(),
});

/** A person's own record of professional development. */
@Injectable()
export class CpdRecordOperations implements ApiSurface {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'cpdRecord.mine',
        method: 'get',
        path: '/me/cpd-record',
        summary: 'My record of professional development: hours, milestones, certificates',
        response: z.object({ minutes: z.int(), lines: z.array(lineSchema) }),
        run: ({ proof }) => this.unit.run(proof, (tx) => cpdRecord(tx, tx.principal.person ?? '')),
      }),
      operation({
        id: 'sharedBack.list',
        method: 'get',
        path: '/shared-back',
        summary: 'What colleagues brought back and share with me or with everybody',
        query: z.strictObject(paging),
        response: z.object({
          shared: z.array(
            z.object({
              bookingId: id,
              title: z.string(),
              by: z.string(),
              body: z.string(),
              link: z.string().nullable(),
              at: z.string(),
            }),
          ),
        }),
        run: ({ proof }, { query: { limit, offset } }) =>
          this.unit.run(proof, async (tx) => ({ shared: await sharedBack(tx, limit, offset) })),
      }),
      operation({
        id: 'bookingCertificates.file',
        method: 'put',
        path: '/booking-certificates/{id}/file',
        summary: 'Add the file of a certificate: PDF, PNG or JPEG, at most 5 MB',
        params: idParam,
        consumes: 'application/octet-stream',
        body: z.instanceof(Buffer),
        response: z.object({ kept: z.literal(true) }),
        run: ({ proof }, { params, body }) =>
          this.unit.run(proof, async (tx) => {
            await keepCertificateFile(tx, params.id, body);
            return { kept: true as const };
          }),
      }),
      operation({
        id: 'bookingCertificates.read',
        method: 'get',
        path: '/booking-certificates/{id}/file',
        summary: 'The file of a certificate',
        params: idParam,
        produces: 'application/octet-stream',
        response: z.unknown(),
        run: ({ proof }, { params }) => this.unit.run(proof, (tx) => certificateFile(tx, params.id)),
      }),
    ];
  }
}
