import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation, pence, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { LineWriting } from '../line-writing.service.js';
import { PROVISION } from '../plan-line.js';
import { planLine } from './shapes.js';

const lineParams = z.strictObject({ id, lineId: id });
const lineBody = z.strictObject({
  themeId: id.nullable().default(null),
  priorityId: id.nullable().default(null),
  title: text(200),
  provision: z.enum(PROVISION),
  about: text(4000).or(z.literal('')).default(''),
  people: z.int().min(0).max(10_000).default(0),
  feePence: pence.default(0),
  travelPence: pence.default(0),
  materialsPence: pence.default(0),
  coverPence: pence.default(0).meta({ description: 'Cash for cover, where it is bought' }),
  paidMinutes: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .meta({ description: 'Paid time, never added to cash' }),
  potId: id.nullable().default(null),
  needIds: z
    .array(id)
    .max(1000)
    .default([])
    .refine((list) => new Set(list).size === list.length, { error: 'names a need twice' }),
});

/** Lines of a plan, written by the CPD leader and their team while the plan or an amendment is being drafted. */
@Injectable()
export class PlanLinesOperations implements ApiSurface {
  constructor(private readonly writing: LineWriting) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'plans.addLine', method: 'post', path: '/plans/{id}/lines' },
        summary: 'Add a line to the plan',
        params: idParam,
        body: lineBody,
        response: planLine,
        status: 201,
        run: ({ proof, key }, { params, body }) =>
          this.writing.add(proof, params.id, body, key) as Promise<never>,
      }),
      operation({
        ...{ id: 'plans.changeLine', method: 'put', path: '/plans/{id}/lines/{lineId}' },
        summary: 'Change a line of the plan',
        params: lineParams,
        body: lineBody,
        response: planLine,
        run: ({ proof }, { params, body }) =>
          this.writing.change(proof, params.id, params.lineId, body) as Promise<never>,
      }),
      operation({
        ...{ id: 'plans.removeLine', method: 'delete', path: '/plans/{id}/lines/{lineId}' },
        summary: 'Take a line out of the plan',
        description: 'Versions in which it stood keep it.',
        params: lineParams,
        response: planLine,
        run: ({ proof }, { params }) =>
          this.writing.remove(proof, params.id, params.lineId) as Promise<never>,
      }),
    ];
  }
}
