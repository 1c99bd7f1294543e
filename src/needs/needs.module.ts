import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { PeopleModule } from '../people/index.js';
import { AnnexReceivers, ReviewsModule } from '../reviews/index.js';
import { StandardsModule } from '../standards/index.js';
import { AnnexNeeds } from './annex-needs.js';
import { BoardOperations } from './api/board.operations.js';
import { CertificatesOperations } from './api/certificates.operations.js';
import { ManyNeedsOperations } from './api/many.operations.js';
import { NeedsOperations } from './api/needs.operations.js';
import { RaisingOperations } from './api/raising.operations.js';
import { ReferralsOperations } from './api/referrals.operations.js';
import { ThemesOperations } from './api/themes.operations.js';
import { TriageOperations } from './api/triage.operations.js';
import { Board } from './board.queries.js';
import { BookingCertificates } from './booking-certificates.js';
import { Certificates } from './certificates.service.js';
import { Groups } from './groups.service.js';
import { Helpers } from './helpers.queries.js';
import { NeedStories } from './need-story.js';
import { NeedTotals } from './need-totals.js';
import { NeedsQueries } from './needs.queries.js';
import { Raising } from './raising.service.js';
import { tellAdvisers } from './referrals.js';
import { Themes } from './themes.service.js';
import { YearNeeds } from './year-needs.js';

const services = [
  AnnexNeeds,
  Board,
  BookingCertificates,
  Certificates,
  Groups,
  Helpers,
  NeedStories,
  NeedTotals,
  NeedsQueries,
  Raising,
  Themes,
  YearNeeds,
];
const surfaces = [
  BoardOperations,
  CertificatesOperations,
  ManyNeedsOperations,
  NeedsOperations,
  RaisingOperations,
  ReferralsOperations,
  ThemesOperations,
  TriageOperations,
];

/** Training needs, from being raised to being met. Takes over what the annexes of reviews pass on. */
@Module({
  imports: [CyclesModule, PeopleModule, ReviewsModule, StandardsModule],
  providers: [...services, ...surfaces],
  exports: services,
})
export class NeedsModule implements OnModuleInit {
  constructor(
    private readonly receivers: AnnexReceivers,
    private readonly annexNeeds: AnnexNeeds,
    private readonly years: YearStarters,
    private readonly yearNeeds: YearNeeds,
    private readonly host: Host,
  ) {}

  onModuleInit(): void {
    const { years, yearNeeds } = this;
    this.host.handle(tellAdvisers);
    this.receivers.register(this.annexNeeds);
    years.adds('raiseInductionNeeds', (context, joiner) => yearNeeds.raiseForJoiner(context, joiner));
    years.adds('collectCarryOver', async (context, { cycleId, fromCycleId }) => {
      if (fromCycleId !== null) await yearNeeds.carryOver(context, fromCycleId);
      await yearNeeds.raiseExpiring(context, cycleId);
    });
    years.adds('carryOver', (context, { cycleId }) => yearNeeds.carryOver(context, cycleId));
  }
}
