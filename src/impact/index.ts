/** Front door of impact. */
import { AfterOperations } from './api/after.operations.js';
import { BeforeOperations } from './api/before.operations.js';
import { EvaluationsOperations } from './api/evaluations.operations.js';
import { Evaluation } from './evaluation.entity.js';
import { Evidence } from './evidence.entity.js';
import { FollowUp } from './follow-up.entity.js';
import { Judgement } from './judgement.entity.js';
import { Measure } from './measure.entity.js';
import { EvaluationResponse } from './response.entity.js';

export const impactSurfaces = [EvaluationsOperations, BeforeOperations, AfterOperations];
export { EvaluationStarts } from './evaluation-starts.service.js';
export type { AttendedBooking } from './evaluation-starts.service.js';
export { EvaluationsQueries } from './evaluations.queries.js';
export type { EvaluationFilter, EvaluationLine } from './evaluations.queries.js';
export { strengthOf } from './evidence-strength.js';
export type { EvidenceHeld, Strength } from './evidence-strength.js';
export type { EvidenceKind } from './evidence.entity.js';
export { LEVELS, levelReached, seen } from './levels.js';
export type { Level, LevelFacts } from './levels.js';
export { priceOf } from './paid-time/price.js';
export type { HourlyRate, TimeSpent } from './paid-time/price.js';
export { hourlyRates, HourlyRates } from './paid-time/hourly-rates.service.js';
export { ImpactModule } from './impact.module.js';

/** TypeORM entities of this feature. */
export const impactEntities = [Evaluation, EvaluationResponse, Evidence, Measure, Judgement, FollowUp];
export { impactSource } from './record-source.js';
