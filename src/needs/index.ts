import { BoardOperations } from './api/board.operations.js';
import { CertificatesOperations } from './api/certificates.operations.js';
import { ManyNeedsOperations } from './api/many.operations.js';
import { NeedsOperations } from './api/needs.operations.js';
import { RaisingOperations } from './api/raising.operations.js';
import { ReferralsOperations } from './api/referrals.operations.js';
import { TriageOperations } from './api/triage.operations.js';
import { ThemesOperations } from './api/themes.operations.js';
import { Certificate } from './certificate.entity.js';
import { NeedGroup } from './need-group.entity.js';
import { NeedWord } from './need-word.entity.js';
import { Need } from './need.entity.js';
import { Referral } from './referral.entity.js';
import { Theme } from './theme.entity.js';

/** Front door of training needs. */
export { BookingCertificates } from './booking-certificates.js';
export type { CertificateFromBooking } from './booking-certificates.js';
export { joinerNeeds } from './induction-needs.js';
export { NeedsModule } from './needs.module.js';
export { NeedsQueries } from './needs.queries.js';
export type { NeedLine } from './needs.queries.js';
export type { NeedFilter } from './need-filter.js';
export { placeOf, PLACES } from './place.js';
export type { Place } from './place.js';
export { Raising } from './raising.service.js';
export { YearNeeds } from './year-needs.js';

/** TypeORM entities of this feature. */
export const entities = [Certificate, Need, NeedGroup, NeedWord, Referral, Theme];

/** Its operations; the board comes first, so that its fixed addresses win over one need's. */
export const surfaces = [
  TriageOperations,
  BoardOperations,
  ManyNeedsOperations,
  RaisingOperations,
  ThemesOperations,
  CertificatesOperations,
  ReferralsOperations,
  NeedsOperations,
];
export { needSource } from './record-source.js';
