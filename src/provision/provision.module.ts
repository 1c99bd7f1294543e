import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, SchoolClocks, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { EvaluationStarts, ImpactModule } from '../impact/index.js';
import { BookingCertificates, NeedsModule } from '../needs/index.js';
import { CommittedMoney, PlansModule } from '../plans/index.js';
import { Activities } from './activities/activities.service.js';
import { Catalogue } from './activities/catalogue.queries.js';
import { ActivitiesOperations } from './api/activities.operations.js';
import { ArrangementsOperations } from './api/arrangements.operations.js';
import { BookingsOperations } from './api/bookings.operations.js';
import { CpdRecordOperations } from './api/cpd-record.operations.js';
import { MoneyAndCoverOperations } from './api/money-and-cover.operations.js';
import { QualityOperations } from './api/quality.operations.js';
import { Bookings } from './bookings/bookings.queries.js';
import { Requests } from './bookings/requests.service.js';
import { WholeSchool } from './bookings/whole-school.service.js';
import { PersonDays } from './dates/days-of-person.js';
import { MoneyStanding } from './money/money-standing.queries.js';
import { AfterProvision } from './ports.js';
import { provisionCommands, provisionFacts } from './provision.commands.js';
import { goOnInNewYear } from './activities/next-year.js';
import { facilitatorLeft } from './activities/facilitator-left.js';
import { approverLeft } from './bookings/approver-left.js';

/** Activities and bookings: what is provided, who goes, what it costs, who stands in, and what comes of it. */
@Module({
  imports: [CyclesModule, NeedsModule, PlansModule, ImpactModule],
  providers: [
    ...[Activities, Catalogue, Requests, WholeSchool, Bookings, MoneyStanding, AfterProvision],
    ...[ActivitiesOperations, BookingsOperations, MoneyAndCoverOperations, CpdRecordOperations],
    ...[ArrangementsOperations, QualityOperations],
  ],
  exports: [AfterProvision, Activities, Catalogue, Requests, WholeSchool, Bookings, MoneyStanding],
})
export class ProvisionModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(AfterProvision) private readonly after: AfterProvision,
    @Inject(EvaluationStarts) private readonly evaluations: EvaluationStarts,
    @Inject(BookingCertificates) private readonly certificates: BookingCertificates,
    @Inject(CommittedMoney) private readonly committed: CommittedMoney,
    @Inject(MoneyStanding) private readonly money: MoneyStanding,
    @Inject(YearStarters) private readonly years: YearStarters,
  ) {}

  onModuleInit(): void {
    this.host.handle(...provisionCommands(this.after));
    this.host.provide(...provisionFacts(new PersonDays(new SchoolClocks())));
    this.after.evaluations.push(this.evaluations);
    this.after.certificates.push(this.certificates);
    this.committed.register(this.money);
    this.years.adds('endInstancesOf', facilitatorLeft);
    this.years.adds('endInstancesOf', approverLeft);
    this.years.adds('collectCarryOver', goOnInNewYear);
  }
}
