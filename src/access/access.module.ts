import { Module } from '@nestjs/common';
import { DemoPeople } from './demo-people.js';
import { SessionsService } from './sessions.service.js';
import { AccessSettings } from './settings.js';
import { SessionMiddleware, SignedIn } from './signed-in.js';
import { AccessPages } from './web/access.pages.js';

/** Who is asking: sign-in, sessions, and what guards the doors of the web. */
@Module({
  providers: [AccessPages, AccessSettings, DemoPeople, SessionMiddleware, SessionsService, SignedIn],
  exports: [AccessPages, AccessSettings, SessionMiddleware, SessionsService, SignedIn],
})
export class AccessModule {}
