import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PersonName } from '../../support/school.js';
import type { Site } from './site.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) =>
  existsSync(p),
);
const PICTURES = fileURLToPath(new URL('../../../pictures', import.meta.url));

/** Sizes at which every page must work: the smallest phone and a desk. */
export const SIZES = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } } as const;
export type Size = keyof typeof SIZES;

/**
 * Tests that need a browser. Without one they are skipped, and say so; on CI that is a failure.
 * Debian: apt-get install chromium.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM) return describe(name, tests);
  if (process.env['CI'])
    throw new Error('No chromium: the tests of the pages cannot run (apt-get install chromium).');
  process.stderr.write(`\n  SKIPPED: ${name}. There is no chromium here (apt-get install chromium).\n\n`);
  describe.skip(name, tests);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A browser window of somebody who is signed in. */
export async function windowOf(
  browser: Browser,
  site: Site,
  who: PersonName,
  { size = 'desk', script = true }: { readonly size?: Size; readonly script?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    javaScriptEnabled: script,
    locale: 'en-GB',
  });
  await signIn(context, site, who);
  return context.newPage();
}

export async function signIn(context: BrowserContext, site: Site, who: PersonName): Promise<void> {
  const [name = '', value = ''] = (await site.signIn(who)).split('=');
  await context.addCookies([{ name, value, url: site.url }]);
}

/** A picture of the whole page in pictures/, which is not committed. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices; fails with what, where and how to mend it. */
export async function expectAccessible(page: Page): Promise<void> {
  // The page's own security policy would refuse a script tag; evaluating is the tester's way past it.
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(readFileSync(AXE, 'utf8'));
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then((r) =>
      r.violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((n) => n.target.join(' ') + ': ' + n.failureSummary) })))`,
  )) as { id: string; help: string; where: string[] }[];
  expect({ url: page.url(), violations: found }).toEqual({ url: page.url(), violations: [] });
}

/** No sideways scrolling of the page itself, whatever its width. */
export async function expectToFit(page: Page): Promise<void> {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect({ url: page.url(), tooWideBy: wide }).toEqual({ url: page.url(), tooWideBy: 0 });
}
