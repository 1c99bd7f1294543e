import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wordings } from '../../src/reminders/wording/index.js';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/', import.meta.url));

const FEATURES = fileURLToPath(new URL('../../src/', import.meta.url));

/** Keys as charts write them. Clock files hold names of policy numbers, which look alike. */
function keysInCharts(): string[] {
  const charts = readdirSync(WORKFLOWS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = charts.flatMap(({ name }) =>
    readdirSync(`${WORKFLOWS}${name}`)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.clocks.ts'))
      .flatMap((file) => [
        ...readFileSync(`${WORKFLOWS}${name}/${file}`, 'utf8').matchAll(
          new RegExp(`'(${name}\\.[a-z][a-zA-Z]+)'`, 'g'),
        ),
      ])
      .map(([, key = '']) => key),
  );
  return [...new Set([...found, ...keysInFeatures()])].sort();
}

/** Keys with which a feature asks for a reminder by itself, beside those that its chart names. */
function keysInFeatures(): string[] {
  return readdirSync(FEATURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('reminders/'))
    .flatMap((file) => [...readFileSync(`${FEATURES}${file}`, 'utf8').matchAll(/about: '(\w+\.\w+)'/g)])
    .map(([, key = '']) => key);
}

const about = (whose: string, who: string) =>
  Object.entries(wordings).map(
    ([key, wording]) => [key, wording.title({ whose, who }), wording.text({ whose, who })] as const,
  );

describe('the wording of reminders', () => {
  it('has something to say for every key that charts and features use, and nothing for any other', () => {
    const ofPolicy = (key: string) => key.startsWith('duty.');
    expect(
      Object.keys(wordings)
        .filter((key) => !ofPolicy(key))
        .sort(),
    ).toEqual(keysInCharts());
  });

  it.each(about('Tara Quill’s', 'Tara Quill'))('says %s in whole sentences', (_, title, text) => {
    expect(title.length).toBeLessThanOrEqual(70);
    expect(title).not.toMatch(/[.!]$/);
    expect(text).toMatch(/[.?]$/);
    expect(text).not.toMatch(/undefined|\$\{| {2}|must|failed|immediately|workflow|instance|lapsed/i);
  });

  it.each(about('your', 'you'))('reads well to the person whose record it is: %s', (_, title, text) => {
    expect(`${title} ${text}`).not.toMatch(
      /\byou (is|was|has|attends|works)\b|\b(days|cover|place) of you\b|\byour’s\b/,
    );
  });

  it('tells those above that a review is late, and that they do not see what it says', () => {
    const text = wordings['review.late']?.text({ whose: 'Tara Quill’s', who: 'Tara Quill' });
    expect(text).toContain('late, not what it says');
  });
});
