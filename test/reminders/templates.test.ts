import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordings } from '../../src/reminders/wording/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

interface Template {
  readonly key: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

describe('the examples of mails', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('show every wording and every kind of mail, with made-up people, to those who set the school up', async () => {
    const { templates } = await school.call<{ templates: Template[] }>('head', 'mail.templates');
    expect(templates.map(({ key }) => key).sort()).toEqual(
      ['digest', 'summary', 'test', ...Object.keys(wordings)].sort(),
    );
    for (const { subject, text, html } of templates) {
      expect(subject.length).toBeGreaterThan(3);
      expect(text).toMatch(/^Hello Sam,/);
      expect(html).toContain('Hello Sam,');
      expect(`${subject} ${text}`).not.toMatch(/undefined|null|NaN/);
      // One link for each thing to do, and one for everything.
      expect(text).toContain('http://localhost:3000/');
      expect(
        Math.max(
          ...text
            .split('\n')
            .filter((line) => !line.includes('http'))
            .map((line) => line.length),
        ),
      ).toBeLessThan(121);
    }
  });

  it('are nobody else’s to look at', async () => {
    await expect(school.call('teacher', 'mail.templates')).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
