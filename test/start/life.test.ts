import { describe, expect, it } from '@jest/globals';
import { readRole } from '../../src/delivery/index.js';
import { Life } from '../../src/start/life.js';

describe('the life of a process', () => {
  it('ends what was opened last first, and all of it once', async () => {
    const life = new Life();
    const ended: string[] = [];
    for (const name of ['database', 'application']) {
      life.opened(() => Promise.resolve(void ended.push(name)));
    }
    await Promise.all([life.end(), life.end()]);
    expect(ended).toEqual(['application', 'database']);
  });

  it('ends the rest although one part fails', async () => {
    const life = new Life();
    let isEnded = false;
    life.opened(() => Promise.resolve(void (isEnded = true)));
    life.opened(() => Promise.reject(new Error('stuck (this line belongs to the test)')));
    await life.end();
    expect(isEnded).toBe(true);
  });
});

describe('ROLE', () => {
  it.each([
    [undefined, 'all'],
    ['', 'all'],
    ['web', 'web'],
    ['worker', 'worker'],
  ])('%j means %s', (given, role) => {
    expect(readRole({ ROLE: given })).toBe(role);
  });

  it('of another name is refused', () => {
    expect(() => readRole({ ROLE: 'boss' })).toThrow('ROLE must be one of web, worker, all.');
  });
});
