import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, openProvidingSchool, SESSION } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

describe('sessions of one activity', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  const at = { ...SESSION, on: '2026-10-13' };
  const sessionsOf = async (id: string) =>
    (
      await school.look.query<{ sessions: { id: string; on: string }[] }>(
        `select snapshot #> '{context,sessions}' as sessions from engine.instance where id = $1`,
        [id],
      )
    ).rows[0]?.sessions ?? [];
  const add = (id: string, body: object, key?: string) =>
    school.call('leader', 'activities.addSession', { params: { id }, body, ...(key ? { key } : {}) });

  it('may begin at the same time in two rooms', async () => {
    const id = await school.provide({ sessions: [at, { ...at, room: 'Hall' }] });
    expect(new Set((await sessionsOf(id)).map((it) => it.id)).size).toBe(2);
    await add(id, { ...at, room: 'Library' });
    expect(await sessionsOf(id)).toHaveLength(3);
  });

  it('may take the place in the calendar that another was moved out of', async () => {
    const id = await school.provide({ sessions: [at] });
    const [moved] = await sessionsOf(id);
    await school.call('leader', 'activities.moveSession', {
      params: { id },
      body: { ...at, id: moved?.id, on: '2026-10-20' },
    });
    await add(id, at);
    expect((await sessionsOf(id)).map(({ on }) => on).sort()).toEqual(['2026-10-13', '2026-10-20']);
  });

  it('are not written twice, neither by a second click nor by a request that is sent again', async () => {
    const id = await school.provide({ sessions: [at] });
    expect(await codeOf(add(id, at))).toBe('session-there');
    const again = { ...at, on: '2026-10-27' };
    await add(id, again, 'a-click');
    await add(id, again, 'a-click');
    expect(await sessionsOf(id)).toHaveLength(2);
  });
});
