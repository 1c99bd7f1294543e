import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { setCookie } from '../cookies.js';
import { FormRefused, hasToken } from '../csrf.js';
import type { DemoPeople, DemoPerson } from '../demo-people.js';
import { safeReturnTo } from '../return-to.js';
import type { AccessSettings } from '../settings.js';
import { factsOf } from '../signed-in.js';
import { foundVisit, visitOf } from '../visit.js';
import type { Pages } from './pages.js';

const form = z.object({ person: z.guid(), returnTo: z.string().max(500).optional() });

/** Words of posts for a list of people. */
const POST_WORDS: Readonly<Record<string, string>> = {
  head: 'head',
  deputy: 'deputy head',
  cpdLeader: 'CPD leader',
  cpdTeam: 'CPD team',
  finance: 'finance',
  cover: 'cover',
  governor: 'governor',
  adviser: 'adviser',
  administrator: 'administrator',
};

/** "Sign in as", for the demo school. Where it is not to be had, nothing is at its address. */
export function demoPages(router: Router, demo: DemoPeople, settings: AccessSettings, pages: Pages): void {
  router.get('/sign-in/demo', async (request: Request, response: Response, next) => {
    const people = await demo.list();
    if (people.length === 0) return next();
    const visit = visitOf(settings, request, response);
    response.type('html').send(
      pages.render('sign-in-as.njk', {
        title: 'Sign in as somebody of the demo school',
        csrf: visit.csrf,
        returnTo: safeReturnTo(request.query['returnTo']),
        people: people.map((person) => ({ id: person.id, name: person.name, what: what(person) })),
      }),
    );
  });
  router.post('/sign-in/demo', async (request: Request, response: Response, next) => {
    if (!demo.isOpen) return next();
    const visit = foundVisit(settings, request);
    if (!visit || !hasToken(request, visit.csrf)) throw new FormRefused();
    const given = form.safeParse(request.body);
    const opened = given.success && (await demo.signInAs(given.data.person, factsOf(request)));
    if (!opened) return next();
    setCookie(settings, response, 'session', opened.secret);
    response.redirect(303, safeReturnTo(given.data?.returnTo));
  });
}

function what({ jobTitle, posts, reviewer }: DemoPerson): string {
  const roles = [...posts.map((post) => POST_WORDS[post] ?? post), ...(reviewer ? ['reviewer'] : [])];
  return [jobTitle, ...roles].filter(Boolean).join(', ');
}
