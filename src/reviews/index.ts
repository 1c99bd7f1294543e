import { AnnexItem } from './annex-item.entity.js';
import { JournalEntry } from './journal-entry.entity.js';

/** Front door of reviews. */
export { AnnexReceivers } from './annex-receiver.js';
export type { AgreedNeed, AnnexReceiver } from './annex-receiver.js';
export { AnnexService } from './annex.service.js';
export type { AnnexGap, AnnexWording } from './annex.service.js';
export { JournalOperations } from './api/journal.operations.js';
export { ReviewDatesOperations } from './api/review-dates.operations.js';
export { ReviewsOperations } from './api/reviews.operations.js';
export { openReviews, reviewIdOf, reviewStarts } from './review-starts.js';
export type { ReviewedPerson, ReviewYear } from './review-starts.js';
export { mustBeColleagues } from './spoken.js';
export { postsOn } from './year-start.js';
export { ReviewsModule } from './reviews.module.js';
export { ReviewsQueries } from './reviews.queries.js';
export type { ReviewSummary } from './reviews.queries.js';

/** TypeORM entities of this feature. */
export const entities = [AnnexItem, JournalEntry];
export { reviewSource } from './record-source.js';
