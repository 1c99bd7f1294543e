import { z } from 'zod';
import { id, idParam, operation, Refused } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { noteLook } from '../../audit/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assessmentPlace } from '../assessment-place.js';
import type { EvidenceService } from '../evidence.service.js';
import type { FrameworksService } from '../frameworks.service.js';
import { matrixOf } from '../matrix.js';
import type { RatingsService } from '../ratings.service.js';
import type { StandardsQueries } from '../standards.queries.js';
import {
  assessment,
  code,
  evidence as evidenceAnswer,
  matrixRow,
  paging,
  picture,
} from './standards.schemas.js';

export interface StandardsReadParts {
  readonly unit: UnitOfWork;
  readonly queries: StandardsQueries;
  readonly ratings: RatingsService;
  readonly evidence: EvidenceService;
  readonly frameworks: FrameworksService;
}

const page = z.strictObject(paging);
const list = z.object({ assessments: z.array(assessment) });

/** Reads of self-assessments, each as the caller. */
export function standardsReads({
  unit,
  queries,
  ratings,
  evidence,
  frameworks,
}: StandardsReadParts): Operation[] {
  return [
    operation({
      id: 'standards.mine',
      method: 'get',
      path: '/standards/mine',
      summary: 'My self-assessments, this year’s first',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({
          assessments: await queries.list(tx, { ...query, standing: 'person' }),
        })),
    }),
    operation({
      id: 'standards.people',
      method: 'get',
      path: '/standards/people-i-review',
      summary: 'Self-assessments of people I review',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({
          assessments: await queries.list(tx, { ...query, standing: 'reviewer' }),
        })),
    }),
    operation({
      id: 'standards.totals',
      method: 'get',
      path: '/standards/totals',
      summary: 'Gaps by standard, for the CPD leader and the head',
      description:
        'Groups are merged upwards before anything is hidden; what is left under five is not shown.',
      query: z.strictObject({ cycle: id }),
      response: z.object({
        totals: z.array(
          z.object({
            framework: z.string(),
            standard: z.string().nullable(),
            staffGroup: z.string().nullable(),
            people: z.int(),
            gaps: z.int().nullable(),
          }),
        ),
      }),
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({ totals: await queries.totals(tx, query.cycle) })),
    }),
    operation({
      id: 'standards.strengths',
      method: 'get',
      path: '/standards/strengths',
      summary: 'Colleagues who are strong at a standard and let others know',
      query: z.strictObject({ ...paging, framework: code, standard: code.optional() }),
      response: z.object({
        strengths: z.array(
          z.object({ personId: id, person: z.string(), framework: z.string(), standard: z.string() }),
        ),
      }),
      run: ({ proof }, { query: { framework, standard, limit, offset } }) =>
        unit.run(proof, async (tx) => ({
          strengths: await queries.strengths(tx, framework, standard ?? null, limit, offset),
        })),
    }),
    operation({
      id: 'standards.read',
      method: 'get',
      path: '/standards/{id}',
      summary: 'One self-assessment: every standard with rating, second view and evidence',
      params: idParam,
      response: assessment.extend({
        matrix: z.array(matrixRow),
        evidence: z.array(evidenceAnswer),
        pictures: z.array(picture),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          const [found] = await queries.list(tx, { id: params.id, limit: 1, offset: 0 });
          if (!found) {
            throw new Refused(
              404,
              'not-found',
              'There is no such self-assessment, or it is not open to you.',
            );
          }
          const { id: record, personId: subject, standing } = found;
          noteLook(tx, { kind: 'selfAssessment', record, subject, as: standing, part: 'ratings' });
          const pieces = await evidence.list(tx, params.id);
          const framework = await frameworks.one(tx, found.framework);
          return {
            ...found,
            matrix: matrixOf(framework, await ratings.list(tx, params.id), pieces),
            evidence: pieces,
            pictures: await queries.pictures(tx, params.id),
          };
        }),
    }),
    operation({
      id: 'standards.readFile',
      method: 'get',
      path: '/standards/{id}/evidence/{evidenceId}/file',
      summary: 'The file of a piece of evidence',
      params: z.strictObject({ id, evidenceId: id }),
      produces: 'application/octet-stream',
      response: z.unknown(),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          const { bytes } = await evidence.file(tx, params.id, params.evidenceId);
          const { personId: subject, standing } = await assessmentPlace(tx, params.id);
          noteLook(tx, {
            kind: 'selfAssessment',
            record: params.id,
            subject,
            as: standing,
            part: 'evidence',
          });
          return bytes;
        }),
    }),
  ];
}
