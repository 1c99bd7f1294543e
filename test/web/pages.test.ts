import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Story } from '../golden-path/cast.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  windowOf,
} from './support/browser.js';
import { openLivedYear } from './support/lived-year.js';
import type { PersonName } from '../support/school.js';
import { openSite } from './support/site.js';
import type { Site } from './support/site.js';

let story: Story;
let site: Site;
let browser: Browser;

describeInBrowser(
  'Every page, on a desk and on the smallest phone, breaks no rule of accessibility and fits',
  () => {
    beforeAll(async () => {
      story = await openLivedYear();
      site = await openSite(story.school);
      browser = await openBrowser();
    }, 120000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
      await story?.school.close();
    });
    test.each([
      ['ta', 'home', () => '/'],
      ['leader', 'home', () => '/'],
      ['reviewer', 'home', () => '/'],
      ['governor', 'home', () => '/'],
      ['reviewer', 'people', () => '/people-i-review'],
      ['reviewer', 'review', () => `/people-i-review/${story.review}`],
      ['ta', 'own-review', () => `/review/${story.review}`],
      ['ta', 'development', () => '/development'],
      ['ta', 'standards', () => '/development/standards'],
      ['ta', 'my-needs', () => '/development/training-needs'],
      ['admin', 'standards-none', () => '/development/standards'],
      ['ta', 'booking', () => `/records/${story.booking}`],
      ['ta', 'review', () => `/records/${story.review}`],
      ['leader', 'need', () => `/records/${story.need}`],
      ['leader', 'cycle', () => `/records/${story.cycle}`],
      ['leader', 'how', () => '/how-it-works'],
      ['leader', 'how-need', () => '/how-it-works/need?at=live.waiting'],
      ['leader', 'how-booking', () => '/how-it-works/booking'],
      ['leader', 'how-review', () => '/how-it-works/review'],
      ['leader', 'who', () => '/who-sees-what'],
      ['leader', 'nothing', () => '/nothing-here'],
    ] as readonly [PersonName, string, () => string][])('as %s: %s', async (who, name, address) => {
      for (const size of ['desk', 'phone'] as const) {
        const page = await windowOf(browser, site, who, { size });
        await page.goto(site.url + address());
        await picture(page, `${who}-${name}-${size}`);
        await expectToFit(page);
        await expectAccessible(page);
        await page.context().close();
      }
      expect(site.faults.map(String)).toEqual([]);
    });
  },
);
