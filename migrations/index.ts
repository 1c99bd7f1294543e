import { Tenancy1790000000001 } from './0001-tenancy.js';
import { Engine1790000000002 } from './0002-engine.js';
import { School1790000000003 } from './0003-school.js';
import { Reviews1790000000004 } from './0004-reviews.js';
import { Standards1790000000005 } from './0005-standards.js';
import { Needs1790000000006 } from './0006-needs.js';
import { Plans1790000000007 } from './0007-plans.js';
import { Provision1790000000008 } from './0008-provision.js';
import { ProvisionAccess1790000000008 } from './0008-provision-access.js';
import { Impact1790000000009 } from './0009-impact.js';
import { Reports1790000000010 } from './0010-reports.js';
import { Reminders1790000000011 } from './0011-reminders.js';
import { ReviewDates1790000000012 } from './0012-review-dates.js';
import { HomeSchool1790000000013 } from './0013-home-school.js';
import { ComingStaff1790000000014 } from './0014-coming-staff.js';
import { Sessions1790000000015 } from './0015-sessions.js';
import { SignIn1790000000016 } from './0016-sign-in.js';
import { Mail1790000000017 } from './0017-mail.js';
import { Mailings1790000000018 } from './0018-mailings.js';
import { ReportSections1790000000019 } from './0019-report-sections.js';
import { ImpactMoney1790000000020 } from './0020-impact-money.js';
import { NeedsAndAnswers1790000000021 } from './0021-needs-and-answers.js';
import { StandingIn1790000000022 } from './0022-standing-in.js';
import { MovedTimers1790000000023 } from './0023-moved-timers.js';
import { ReportFiles1790000000024 } from './0024-report-files.js';
import { ReadersAbroad1790000000025 } from './0025-readers-abroad.js';
import { AcrossSchools1790000000025 } from './0025-across-schools.js';
import { RequestKeys1790000000026 } from './0026-request-keys.js';
import { Audit1790000000027 } from './0027-audit.js';
import { Drafts1790000000030 } from './0030-drafts.js';
import { Invitations1790000000028 } from './0028-invitations.js';
import { Trusts1790000000031 } from './0031-trusts.js';

/** Every migration, oldest first. Never edit one that has landed: add another. */
export const migrations = [
  Tenancy1790000000001,
  Engine1790000000002,
  School1790000000003,
  Reviews1790000000004,
  Standards1790000000005,
  Needs1790000000006,
  Plans1790000000007,
  Provision1790000000008,
  ProvisionAccess1790000000008,
  Impact1790000000009,
  Reports1790000000010,
  Reminders1790000000011,
  ReviewDates1790000000012,
  HomeSchool1790000000013,
  ComingStaff1790000000014,
  Sessions1790000000015,
  SignIn1790000000016,
  Mail1790000000017,
  Mailings1790000000018,
  ReportSections1790000000019,
  ImpactMoney1790000000020,
  NeedsAndAnswers1790000000021,
  StandingIn1790000000022,
  MovedTimers1790000000023,
  ReportFiles1790000000024,
  ReadersAbroad1790000000025,
  AcrossSchools1790000000025,
  RequestKeys1790000000026,
  Audit1790000000027,
  Invitations1790000000028,
  Drafts1790000000030,
  Trusts1790000000031,
];
