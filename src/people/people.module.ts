import { Module } from '@nestjs/common';
import { Absences } from './absences.service.js';
import { PeopleApi } from './api/people.operations.js';
import { StaffApi } from './api/staff.operations.js';
import { TokensApi } from './api/tokens.operations.js';
import { Directory } from './directory.queries.js';
import { Leaving } from './leaving.service.js';
import { MissingPeople } from './missing-people.service.js';
import { Posts } from './posts.service.js';
import { Reviewers } from './reviewers.queries.js';
import { Schools } from './schools.service.js';
import { StaffImports } from './staff-import.service.js';
import { StaffNewsService } from './staff-news.service.js';
import { StaffNewsWatch } from './staff-news.watch.js';
import { Tokens } from './tokens.service.js';

const services = [
  Absences,
  Directory,
  Leaving,
  MissingPeople,
  Posts,
  Reviewers,
  Schools,
  StaffImports,
  StaffNewsService,
  Tokens,
];

/** The people of a school: who they are, their posts, their days away, and how they come in from a staff file. */
@Module({ providers: [...services, StaffNewsWatch, PeopleApi, StaffApi, TokensApi], exports: services })
export class PeopleModule {}
