import type { Operation } from '../../api/index.js';
import { localDate, spokenDate } from '../../platform/calendar/index.js';
import type { DemoToken } from '../demo-school.js';
import type { Health } from '../health.js';
import type { Served } from '../installation.js';
import { Markup, markup } from './markup.js';
import { STYLE } from './style.js';

export interface FirstPage {
  readonly schools: readonly Served[];
  readonly health: Health;
  readonly operations: readonly Operation[];
  /** Empty where this is no demo. */
  readonly demo: readonly DemoToken[];
  /** Address under which people reach this server, without a slash at the end. */
  readonly address: string;
}

const LEAF = new Markup(
  `<svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><path d="M13 24V11" stroke="#fff" stroke-width="2"
  stroke-linecap="round"/><path d="M13 12C5 12 2 8 2 3c7 0 11 3 11 9z" fill="#9cc7a4"/><path d="M13 15c0-6 4-9 11-9 0 5-4 9-11 9z"
  fill="#e0a15e"/></svg>`,
);

/** The first page: what is running, how to look around, and everything that can be done by script. */
export function firstPage(page: FirstPage): string {
  const { schools, health, demo } = page;
  const [school] = schools;
  const heading = school === undefined ? 'Ready for a school' : school.name;
  const document = markup`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="robots" content="noindex" />
        <title>${heading} - Perennial</title>
        <style>${new Markup(STYLE)}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the main part</a>
        <header>
          <div class="in">
            ${LEAF}<span class="mark">Perennial</span><span class="when">${today(health)}</span>
          </div>
        </header>
        <main class="in" id="main">
          <h1>${heading}</h1>
          <p class="lede">
            One year of professional development, from review to training need, place, and what came of it. What is
            confidential stays between those concerned, and reminders are kind.
          </p>
          ${facts(page)} ${school === undefined ? nothingYet() : null}
          ${demo.length > 0 ? lookAround(page) : null} ${operationList(page)}
        </main>
        <footer>
          <div class="in">
            <a href="/api/openapi.json">API description (OpenAPI)</a><a href="/health">Health</a
            ><a href="/ready">Readiness</a>
          </div>
        </footer>
      </body>
    </html> `;
  return document.source;
}

function today({ clock }: Health): Markup | null {
  return clock && markup`<b>${spokenDate(localDate(clock.now))}</b>`;
}

function facts({ schools, health }: FirstPage): Markup {
  const { database, queue, clock } = health;
  const others =
    schools.length > 1 ? `and ${schools.length - 1} more` : schools[0]?.urn && `URN ${schools[0].urn}`;
  return markup`<dl class="facts">
    ${fact('School', schools[0]?.name ?? 'None yet', others || 'Nothing has been read in')}
    ${fact('Date', clock ? spokenDate(localDate(clock.now)) : 'Not known', timeOf(clock), clock === null)}
    ${fact('Database', database.ok ? 'Answers' : 'Away', database.where, !database.ok)}
    ${fact('Queue', queue.backend === 'redis' ? 'Redis' : 'PostgreSQL', queue.ok ? queueWords(queue) : queue.detail, !queue.ok)}
  </dl>`;
}

function fact(name: string, value: string, more: string, late = false): Markup {
  return markup`<div${late ? new Markup(' class="late"') : null}><dt>${name}</dt><dd>${value}<small>${more}</small></dd></div>`;
}

function timeOf(clock: Health['clock']): string {
  if (!clock) return 'The database is asked for it';
  if (clock.frozen) return 'The clock of this school stands still';
  return Math.abs(clock.aheadMs) < 1000 ? 'Real time' : 'This school lives at a time of its own';
}

function queueWords({ waiting, delayed }: Health['queue']): string {
  return `${waiting} waiting, ${delayed} timed`;
}

function nothingYet(): Markup {
  return markup`<h2>Nothing here yet</h2>
    <div class="card paper">
      <h3>Read in a school’s staff file</h3>
      <p>
        A first pass reports every problem and writes nothing; take away --dry-run when you like what you see.
      </p>
      <pre tabindex="0">
npm run cpd -- import staff staff.csv --school 123456 --name "Our School" --dry-run</pre>
    </div>`;
}

function lookAround({ demo, address }: FirstPage): Markup {
  return markup`<h2>Look around</h2>
    <p class="note">
      This is a demo school. These tokens were made at this start and end with the next. One click selects a
      whole line.
    </p>
    <div class="three">
      ${demo.map(
        ({ title, name, token }) =>
          markup`<section class="card">
            <h3>${title}</h3>
            <p>${name}</p>
            <pre tabindex="0" role="group" aria-label="Token of ${name}">${token}</pre>
            <pre tabindex="0" role="group" aria-label="Command to read what waits for ${name}">
curl -H "Authorization: Bearer ${token}" ${address}/api/v1/reminders</pre>
          </section>`,
      )}
    </div>`;
}

function operationList({ operations }: FirstPage): Markup {
  const groups = new Map<string, Operation[]>();
  for (const op of operations) {
    const name = op.id.split('.')[0] ?? op.id;
    groups.set(name, [...(groups.get(name) ?? []), op]);
  }
  return markup`<h2>What can be done by script</h2>
    <p class="note">
      All of it is below /api/v1, takes a bearer token, and is described in
      <a href="/api/openapi.json">openapi.json</a>.
    </p>
    <div class="groups">${[...groups].map(
      ([name, ops]) =>
        markup`<details>
          <summary>
            ${titleOf(name)}<span class="n"
              >${ops.length} ${ops.length === 1 ? 'operation' : 'operations'}</span
            >
          </summary>
          <ul class="ops">
            ${ops.map(
              (op) =>
                markup`<li>
                  <span>${op.summary}</span><code><b>${op.method.toUpperCase()}</b> ${op.path}</code>
                </li>`,
            )}
          </ul>
        </details>`,
    )}</div>`;
}

/** 'selfAssessments' as people read it. */
function titleOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
