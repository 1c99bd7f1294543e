import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Host } from '../engine/index.js';
import { PeopleModule, StaffNewsService } from '../people/index.js';
import { ArrangementsApi } from './api/arrangements.operations.js';
import { CyclesApi } from './api/cycles.operations.js';
import { SettingsApi } from './api/settings.operations.js';
import { YearSetupApi } from './api/year-setup.operations.js';
import { Arrangements } from './arrangements.service.js';
import { Cycles } from './cycles.service.js';
import { LineManagement } from './line-management.service.js';
import { OpeningCommands } from './opening.commands.js';
import { PhaseCommands } from './phase.commands.js';
import { Settings } from './settings.service.js';
import { StaffCommands } from './staff.commands.js';
import { YearNews } from './year-news.js';
import { YearSetup } from './year-setup.service.js';
import { YearStarters } from './year-starters.js';
import { Years } from './years.queries.js';

const services = [Arrangements, Cycles, LineManagement, Settings, YearSetup, YearStarters, Years];
const commands = [OpeningCommands, PhaseCommands, StaffCommands, YearNews];

/** A school's years: set up, opened, moved on and closed; and the settings on which their clocks rest. */
@Module({
  imports: [PeopleModule],
  providers: [...services, ...commands, ArrangementsApi, CyclesApi, SettingsApi, YearSetupApi],
  exports: services,
})
export class CyclesModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(OpeningCommands) private readonly opening: OpeningCommands,
    @Inject(PhaseCommands) private readonly phase: PhaseCommands,
    @Inject(StaffCommands) private readonly staff: StaffCommands,
    @Inject(StaffNewsService) private readonly news: StaffNewsService,
    @Inject(YearNews) private readonly years: YearNews,
    @Inject(LineManagement) private readonly lines: LineManagement,
  ) {}

  onModuleInit(): void {
    const all = [this.opening, this.phase, this.staff].flatMap((commands) => commands.handlers());
    this.host.handle(...all);
    this.news.follow((school) => this.lines.follow(school));
    this.news.listen((proof, news) => this.years.hear(proof, news));
  }
}
