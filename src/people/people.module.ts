import { Module } from '@nestjs/common';
import { Absences } from './absences.service.js';
import { PeopleApi } from './api/people.operations.js';
import { StandingInApi } from './api/standing-in.operations.js';
import { StaffApi } from './api/staff.operations.js';
import { TokensApi } from './api/tokens.operations.js';
import { Delegations } from './delegations.service.js';
import { Directory } from './directory.queries.js';
import { Leaving } from './leaving.service.js';
import { MissingPeople } from './missing-people.service.js';
import { Posts } from './posts.service.js';
import { Reviewers } from './reviewers.queries.js';
import { Organisations } from './organisations.service.js';
import { Schools } from './schools.service.js';
import { StaffImports } from './staff-import.service.js';
import { StaffNewsService } from './staff-news.service.js';
import { StaffNewsWatch } from './staff-news.watch.js';
import { Tasks } from './tasks.queries.js';
import { TechnicianActs } from './technician-acts.service.js';
import { Tokens } from './tokens.service.js';

const services = [
  Absences,
  Delegations,
  Directory,
  Leaving,
  MissingPeople,
  Posts,
  Reviewers,
  Schools,
  Organisations,
  StaffImports,
  StaffNewsService,
  Tasks,
  TechnicianActs,
  Tokens,
];

/** The people of a school: who they are, their posts, their days away, and how they come in from a staff file. */
@Module({
  providers: [...services, StaffNewsWatch, PeopleApi, StaffApi, StandingInApi, TokensApi],
  exports: services,
})
export class PeopleModule {}
