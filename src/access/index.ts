/** Front door of access: who is asking, and what every page needs of it. */
export { AccessOperations } from './api/access.operations.js';
export { AccessModule } from './access.module.js';
export { CSRF_FIELD, csrfGuard, csrfToken, FormRefused } from './csrf.js';
export { MailLinks } from './mail-links.js';
export { Limits } from './limits.js';
export { PaperCodes } from './paper-codes.js';
export { mustHaveProvedRecently, RECENT_MINUTES } from './recent-proof.js';
export { safeReturnTo } from './return-to.js';
export type { RequestFacts, RoleName, Session } from './session.js';
export { securityHeaders } from './security-headers.js';
export type { HeaderOptions } from './security-headers.js';
export { SessionsService } from './sessions.service.js';
export type { Opened, SessionEntry } from './sessions.service.js';
export { AccessSettings } from './settings.js';
export { factsOf, NotSignedIn, SessionMiddleware, SignedIn, signedIn, withSession } from './signed-in.js';
export { tokenLimit } from './token-limit.js';
export { AccessPages } from './web/access.pages.js';
