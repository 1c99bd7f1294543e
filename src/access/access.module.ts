import { Module } from '@nestjs/common';
import { Arrivals } from './arrivals.js';
import { DemoPeople } from './demo-people.js';
import { Limits } from './limits.js';
import { MailLinks } from './mail-links.js';
import { OwnAddress } from './own-address.js';
import { Providers } from './providers/providers.js';
import { SessionsService } from './sessions.service.js';
import { AccessSettings } from './settings.js';
import { SessionMiddleware, SignedIn } from './signed-in.js';
import { SignInStore } from './sign-in-store.js';
import { AccessOperations } from './api/access.operations.js';
import { PaperCodes } from './paper-codes.js';
import { AccessPages } from './web/access.pages.js';

/** Who is asking: sign-in, sessions, and what guards the doors of the web. */
@Module({
  providers: [
    AccessPages,
    AccessSettings,
    Arrivals,
    DemoPeople,
    Limits,
    MailLinks,
    AccessOperations,
    OwnAddress,
    PaperCodes,
    Providers,
    SessionMiddleware,
    SessionsService,
    SignedIn,
    SignInStore,
  ],
  exports: [
    AccessOperations,
    AccessPages,
    AccessSettings,
    Limits,
    MailLinks,
    SessionMiddleware,
    SessionsService,
    SignedIn,
  ],
})
export class AccessModule {}
