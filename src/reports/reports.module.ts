import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { MoneyOperations } from './api/money.operations.js';
import { ReportsOperations } from './api/reports.operations.js';
import { Documents } from './document/documents.service.js';
import { ReportBuilder, ReportFiles, ReportSources } from './files/index.js';
import { Figures } from './figures.service.js';
import { Papers } from './papers.service.js';
import { Recommendations } from './recommendations/recommendations.service.js';
import { reportStart } from './report-start.js';
import { reportCommands } from './report.commands.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportWriting } from './writing.service.js';

/** The annual impact report, written from the records. */
@Module({
  imports: [CyclesModule],
  providers: [
    Documents,
    Figures,
    MoneyOperations,
    Papers,
    Recommendations,
    ReportBuilder,
    ReportFiles,
    ReportSources,
    ReportsOperations,
    ReportsQueries,
    ReportWriting,
  ],
  exports: [
    Documents,
    Figures,
    MoneyOperations,
    ReportBuilder,
    ReportFiles,
    ReportSources,
    ReportsOperations,
    ReportsQueries,
  ],
})
export class ReportsModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(Figures) private readonly figures: Figures,
    @Inject(Papers) private readonly papers: Papers,
    @Inject(YearStarters) private readonly years: YearStarters,
  ) {}

  onModuleInit(): void {
    this.host.handle(...reportCommands(this.host, this.figures, this.papers));
    this.years.adds('startReport', async ({ tx, start }, { cycleId, reportDueOn }) =>
      start('report', await reportStart(tx, cycleId, reportDueOn)),
    );
  }
}
