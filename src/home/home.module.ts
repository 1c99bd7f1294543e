import { Module } from '@nestjs/common';
import { HomeOperations } from './api/home.operations.js';
import { Duties } from './duties.queries.js';
import { YearOfPerson } from './year.queries.js';

/** What needs somebody now, what they wait for, and their year. */
@Module({ providers: [Duties, YearOfPerson, HomeOperations], exports: [HomeOperations] })
export class HomeModule {}
