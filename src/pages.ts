import { auditPages } from './audit/web/index.js';
import { cyclePages } from './cycles/web/index.js';
import { homePages } from './home/web/index.js';
import { needPages } from './needs/web/index.js';
import { myNeedsPages } from './needs/web/my-needs.page.js';
import { peoplePages } from './people/web/index.js';
import { planPages } from './plans/web/index.js';
import { provisionPages } from './provision/web/index.js';
import { moneyAndCoverPages } from './provision/web/money-and-cover.pages.js';
import { recordPages } from './records/web/index.js';
import { mailPages } from './reminders/web/index.js';
import { reportPages } from './reports/web/index.js';
import { reviewPages } from './reviews/web/index.js';
import { standardsPages } from './standards/web/index.js';
import type { Page } from './web/index.js';

/** Every page of the product. A feature adds its own list here. */
export const pages: readonly Page[] = [
  ...auditPages,
  ...homePages,
  ...myNeedsPages,
  ...needPages,
  ...planPages,
  ...provisionPages,
  ...cyclePages,
  ...peoplePages,
  ...mailPages,
  ...moneyAndCoverPages,
  ...recordPages,
  ...reportPages,
  ...reviewPages,
  ...standardsPages,
];
