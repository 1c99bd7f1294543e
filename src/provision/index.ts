/** Front door of provision: activities, bookings, money and cover. */
import { ActivityCost } from './activities/activity-cost.entity.js';
import { Activity } from './activities/activity.entity.js';
import { Provider } from './activities/provider.entity.js';
import { ActivitiesOperations } from './api/activities.operations.js';
import { ArrangementsOperations } from './api/arrangements.operations.js';
import { BookingsOperations } from './api/bookings.operations.js';
import { CpdRecordOperations } from './api/cpd-record.operations.js';
import { MoneyAndCoverOperations } from './api/money-and-cover.operations.js';
import { QualityOperations } from './api/quality.operations.js';
import { BookingPurpose } from './bookings/booking-purpose.entity.js';
import { Booking } from './bookings/booking.entity.js';

export const provisionEntities = [Activity, ActivityCost, Provider, Booking, BookingPurpose];
export const provisionSurfaces = [
  ActivitiesOperations,
  BookingsOperations,
  MoneyAndCoverOperations,
  CpdRecordOperations,
  ArrangementsOperations,
  QualityOperations,
];
export { ProvisionModule } from './provision.module.js';
export { AfterProvision } from './ports.js';
export type {
  CertificateGained,
  CertificateReceiver,
  EvaluationStarter,
  EvaluationToStart,
} from './ports.js';
export { Activities } from './activities/activities.service.js';
export type { NewActivity } from './activities/activities.service.js';
export { Requests } from './bookings/requests.service.js';
export type { BookingRequest } from './bookings/requests.service.js';
export { WholeSchool } from './bookings/whole-school.service.js';
export { Bookings } from './bookings/bookings.queries.js';
export { MoneyStanding } from './money/money-standing.queries.js';
export type { CashTotal, PotStanding } from './money/money-standing.queries.js';
export { shareOut } from './money/share-out.js';
export { provisionSources } from './record-sources.js';
