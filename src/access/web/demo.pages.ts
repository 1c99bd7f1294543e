import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { DemoPeople, DemoPerson } from '../demo-people.js';
import { safeReturnTo } from '../return-to.js';
import type { Kit } from './kit.js';

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
export function demoPages(router: Router, kit: Kit, demo: DemoPeople): void {
  router.get('/sign-in/demo', async (request: Request, response: Response, next) => {
    const people = await demo.list();
    if (people.length === 0) return next();
    kit.show(request, response, 'sign-in-as.njk', {
      title: 'Sign in as somebody of the demo school',
      returnTo: safeReturnTo(request.query['returnTo']),
      ...chosenFrom(people),
    });
  });
  router.post('/sign-in/demo', async (request: Request, response: Response, next) => {
    if (!demo.isOpen) return next();
    const { facts, session } = kit.sender(request, response);
    const given = form.safeParse(request.body);
    const opened = given.success && (await demo.signInAs(given.data.person, facts, session));
    if (!opened) return next();
    kit.admit(request, response, { kind: 'session', opened, returnTo: safeReturnTo(given.data.returnTo) });
  });
}

/** Whose day shows most of the product, in the order in which a visitor may want to see them. */
const FIRST: readonly ((person: DemoPerson) => boolean)[] = [
  ({ posts }) => posts.includes('cpdLeader'),
  ({ posts }) => posts.includes('head'),
  ({ posts, reviewer }) => reviewer && posts.length === 0,
  ({ posts, reviewer, jobTitle }) => !reviewer && posts.length === 0 && /teacher/i.test(jobTitle),
  ({ posts, jobTitle }) => posts.length === 0 && /assistant/i.test(jobTitle),
  ({ posts }) => posts.includes('finance'),
  ({ posts }) => posts.includes('administrator'),
  ({ posts }) => posts.includes('governor'),
];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly what: string;
}

/** A few to begin with, and everybody else. */
function chosenFrom(people: readonly DemoPerson[]): { first: Row[]; others: Row[] } {
  const first = new Set(FIRST.map((is) => people.find(is)).filter((person) => person !== undefined));
  const rowOf = (person: DemoPerson): Row => ({ id: person.id, name: person.name, what: what(person) });
  return { first: [...first].map(rowOf), others: people.filter((one) => !first.has(one)).map(rowOf) };
}

function what({ jobTitle, posts, reviewer }: DemoPerson): string {
  const roles = [...posts.map((post) => POST_WORDS[post] ?? post), ...(reviewer ? ['reviewer'] : [])];
  return [jobTitle, ...roles].filter(Boolean).join(', ');
}
