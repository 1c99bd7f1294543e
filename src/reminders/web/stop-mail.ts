import { urlencoded } from 'express';
import type { Express, Request, Response } from 'express';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WHAT: Readonly<Record<string, string>> = {
  digest: 'mails of the day',
  summary: 'summaries of the week',
};

/**
 * Stopping a regular mail from the mail itself, without signing in. A mail program posts here by itself (RFC 8058); a
 * person who follows the link is asked first, since programs that look through mails follow links too.
 */
export function mountStopMail(express: Express, unit: UnitOfWork): void {
  express.get('/mail/stop/:what/:token', (request: Request, response: Response) => {
    const what = WHAT[String(request.params['what'])];
    if (!what) return answer(response, 404, 'There is nothing here', 'This link is not one of ours.');
    const form = `<form method="post"><button type="submit">Stop them</button></form>`;
    answer(response, 200, `Stop the ${what}?`, 'What is yours to do still waits on your page.', form);
  });
  express.post(
    '/mail/stop/:what/:token',
    urlencoded({ extended: false, limit: '1kb' }),
    async (request: Request, response: Response) => {
      const [kind, token] = [String(request.params['what']), String(request.params['token'])];
      const known = kind in WHAT && UUID.test(token) && (await stop(unit, token, kind));
      if (!known)
        return answer(
          response,
          404,
          'There is nothing here',
          'This link is not one of ours, or is an old one.',
        );
      answer(response, 200, 'They are stopped', 'You can have them again on your page whenever you like.');
    },
  );
}

async function stop(unit: UnitOfWork, token: string, what: string): Promise<boolean> {
  const [row] = await unit.bare<{ stopped: boolean }>(
    { name: 'mail.stop', text: 'select cpd.stop_mail($1, $2) as stopped' },
    [token, what],
  );
  return row?.stopped === true;
}

/** Fixed words only: nothing of the request comes back. */
function answer(response: Response, status: number, title: string, text: string, form = ''): void {
  response
    .status(status)
    .setHeader('Cache-Control', 'no-store')
    .setHeader('Referrer-Policy', 'no-referrer')
    .type('html')
    .send(
      `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p>${form}</main></body></html>`,
    );
}
