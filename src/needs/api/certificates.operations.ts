import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, isoDate, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Certificate } from '../certificate.entity.js';
import { Certificates } from '../certificates.service.js';
import { page } from './shapes.js';

const certificate = z.object({
  id,
  personId: id,
  title: z.string(),
  awardedOn: z.string(),
  expiresOn: z.string().nullable(),
  statutory: z.boolean(),
});
const shownCertificate = ({ id: own, personId, title, awardedOn, expiresOn, statutory }: Certificate) => ({
  ...{ id: own, personId, title, awardedOn, expiresOn, statutory },
});

/** Certificates that people hold. */
@Injectable()
export class CertificatesOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly certificates: Certificates,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'certificates.list', method: 'get', path: '/certificates' },
        summary: 'Certificates that I may see, the soonest to expire first',
        query: z.strictObject({ personId: id.optional(), ...page }),
        response: z.object({ certificates: z.array(certificate) }),
        run: ({ proof }, { query: { personId, limit, offset } }) =>
          this.unit.run(proof, async (tx) => ({
            certificates: (await this.certificates.list(tx, personId, limit, offset)).map(shownCertificate),
          })),
      }),
      operation({
        ...{ id: 'certificates.record', method: 'post', path: '/certificates' },
        summary: 'Record a certificate',
        description: 'One that expires raises a training need beforehand.',
        body: z.strictObject({
          personId: id,
          title: text(190),
          awardedOn: isoDate,
          expiresOn: isoDate.nullable().default(null),
          statutory: z.boolean().default(false),
        }),
        response: certificate,
        status: 201,
        run: async ({ proof }, { body }) => shownCertificate(await this.certificates.record(proof, body)),
      }),
      operation({
        ...{ id: 'certificates.strike', method: 'post', path: '/certificates/{id}/strike' },
        summary: 'Strike out a certificate that was entered by mistake',
        params: idParam,
        response: z.object({ struck: z.boolean() }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => {
            await this.certificates.strike(tx, params.id);
            return { struck: true };
          }),
      }),
    ];
  }
}
