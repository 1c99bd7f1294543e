import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { clearCookie } from '../cookies.js';
import { csrfGuard } from '../csrf.js';
import type { SessionEntry, SessionsService } from '../sessions.service.js';
import { signedIn } from '../signed-in.js';
import type { Kit } from './kit.js';

const end = z.object({ id: z.union([z.guid(), z.literal('all')]) });

/** Where one is signed in, and signing out: here, there, everywhere. */
export function sessionPages(router: Router, kit: Kit, sessions: SessionsService): void {
  router.get('/my-sessions', async (request: Request, response: Response) => {
    const { proof, person } = signedIn(request);
    const entries = (await sessions.list(proof, person)).map(present);
    kit.show(request, response, 'my-sessions.njk', { title: 'Where you are signed in', entries });
  });

  router.post('/my-sessions', csrfGuard, async (request: Request, response: Response) => {
    const session = signedIn(request);
    const given = end.safeParse(request.body);
    const id = given.success ? given.data.id : null;
    if (id !== null) await sessions.closeAll(session.proof, session.person, id === 'all' ? null : id);
    if (id !== 'all' && id !== session.id) return response.redirect(303, '/my-sessions');
    clearCookie(kit.settings, response, 'session');
    response.redirect(303, '/signed-out');
  });

  router.post('/sign-out', csrfGuard, async ({ session }: Request, response: Response) => {
    if (session?.proof.kind === 'session') await sessions.close(session.proof.secret);
    clearCookie(kit.settings, response, 'session');
    // Whatever this browser kept of what it was shown goes too.
    response.setHeader('Clear-Site-Data', '"cache", "storage"');
    response.redirect(303, '/signed-out');
  });

  router.get('/signed-out', (request: Request, response: Response) => {
    kit.show(request, response, 'signed-out.njk', { title: 'You are signed out' });
  });
}

const WHEN = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});

function present(entry: SessionEntry) {
  return {
    id: entry.id,
    isThis: entry.this,
    device: deviceIn(entry.agent),
    address: entry.address ?? 'unknown',
    how: HOW[entry.how.replace(/:.*/, '')] ?? entry.how,
    since: WHEN.format(entry.createdAt),
    seen: WHEN.format(entry.seenAt),
  };
}

const HOW: Readonly<Record<string, string>> = {
  link: 'by a link in an e-mail',
  provider: 'with an account',
  demo: 'as somebody of the demo school',
  paper: 'with a code on paper',
};

/** Enough to recognise a device by; what browsers say of themselves is long and half untrue. */
function deviceIn(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)/.exec(agent)?.[1];
  const system = /(iPhone|iPad|Android|Windows|Mac OS|CrOS|Linux)/.exec(agent)?.[1];
  const names: Readonly<Record<string, string>> = {
    Edg: 'Edge',
    OPR: 'Opera',
    CrOS: 'Chromebook',
    'Mac OS': 'Mac',
  };
  const parts = [browser, system].filter((part) => part !== undefined).map((part) => names[part] ?? part);
  return parts.join(' on ') || 'A browser';
}
