import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TechnicianActs } from '../../src/people/index.js';
import type { InWhoseName } from '../../src/people/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { openYear } from '../situations/support/open-year.js';
import type { SchoolYear } from '../situations/support/open-year.js';
import type { PersonName } from '../support/school.js';

interface Task {
  recordId: string;
  chart: string;
  name: string;
  label: string;
  as: InWhoseName;
}
interface Post {
  id: string;
  personId: string;
  post: string;
  basis: string;
  toDate: string | null;
}

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

const tasks = async (who: PersonName, chart?: string): Promise<Task[]> => {
  const found = (await school.call<{ tasks: Task[] }>(who, 'tasks.mine')).tasks;
  return chart ? found.filter((task) => task.chart === chart) : found;
};
const posts = async (post: string): Promise<Post[]> =>
  (await school.call<{ posts: Post[] }>('admin', 'posts.list')).posts.filter((one) => one.post === post);
const hand = (who: PersonName, to: PersonName, more: object = {}) =>
  school.call<{ id: string; posts: string[]; lineManagement: boolean }>(who, 'delegations.give', {
    body: { toPersonId: school.person(to), from: '2026-09-07', until: '2026-09-11', ...more },
  });

describe('the list of tasks', () => {
  it('holds what is one’s own, in the words of the workflow, soonest first', async () => {
    const [first] = await tasks('teacher', 'standards');
    expect(first).toMatchObject({
      name: 'assess',
      label: 'Rate the standards you choose to work on',
      aboutId: school.person('teacher'),
      as: { post: null, basis: 'person', insteadOf: null },
    });
    const due = (await tasks('teacher')).map(
      (task) => (task as unknown as { dueAt: string | null }).dueAt ?? '9',
    );
    expect(due).toEqual([...due].sort());
  });

  it('holds what a post asks of its holder, and of nobody else', async () => {
    const plan = await tasks('leader', 'plan');
    expect(plan[0]?.as).toMatchObject({ post: 'cpdLeader', basis: 'own' });
    expect(await tasks('reviewer', 'plan')).toEqual([]);
  });
});

describe('a post that becomes vacant', () => {
  it('falls to the head: tasks, rights and all', async () => {
    const before = await tasks('head', 'plan');
    const [held] = await posts('cpdLeader');
    await school.call('admin', 'posts.end', { params: { id: held?.id }, body: { to: '2026-09-02' } });
    await school.drain();
    const fallen = await tasks('head', 'plan');
    expect(fallen.length).toBeGreaterThan(before.length);
    expect(fallen.map(({ as }) => as)).toContainEqual({
      post: 'cpdLeader',
      basis: 'vacancy',
      insteadOf: null,
    });
    expect(await tasks('leader', 'plan')).toEqual([]);
    const { posts: mine } = await school.call<{ posts: string[] }>('head', 'me.get');
    expect(mine).toContain('cpdLeader');
    const { vacant } = await school.call<{ vacant: string[] }>('admin', 'posts.list');
    expect(vacant).toEqual(['cpdLeader']);
  });

  it('goes back when somebody holds it, also on the same day', async () => {
    await school.call('admin', 'posts.give', {
      body: { personId: school.person('leader'), post: 'cpdLeader', from: '2026-09-02' },
    });
    await school.drain();
    expect((await tasks('head', 'plan')).some(({ as }) => as.post === 'cpdLeader')).toBe(false);
    expect((await tasks('leader', 'plan')).length).toBeGreaterThan(0);
    expect((await posts('cpdLeader')).filter(({ basis }) => basis === 'vacancy')).toEqual([]);
  });

  it('falls to whoever acts as head, for as long as they do', async () => {
    await school.call('admin', 'posts.give', {
      body: {
        personId: school.person('deputy'),
        post: 'head',
        from: '2026-09-02',
        to: '2026-09-04',
        insteadOf: school.person('head'),
      },
    });
    const [held] = (await posts('finance')).filter(({ basis }) => basis === 'own');
    await school.call('admin', 'posts.end', { params: { id: held?.id }, body: { to: '2026-09-02' } });
    expect(
      (await posts('finance'))
        .filter((one) => one.basis === 'vacancy')
        .map((one) => one.personId)
        .sort(),
    ).toEqual([school.person('deputy'), school.person('head')].sort());
    await school.advance('2026-09-04T09:00');
    await school.news();
    const now = (await posts('finance')).filter((one) => one.basis === 'vacancy' && one.toDate === null);
    expect(now.map((one) => one.personId)).toEqual([school.person('head')]);
  });

  it('shows its tasks to the head also on a day on which its holder is away', async () => {
    await school.call('head', 'absences.add', {
      params: { id: school.person('leader') },
      body: { from: '2026-09-04', to: '2026-09-04' },
    });
    expect((await tasks('head', 'plan')).map(({ as }) => as)).toContainEqual({
      post: 'cpdLeader',
      basis: 'uncovered',
      insteadOf: null,
    });
  });
});

describe('handing duties on', () => {
  it('gives the colleague the post for those days, says for whom, and takes it back after', async () => {
    const made = await hand('leader', 'colleague');
    expect(made).toMatchObject({ posts: ['cpdLeader'], lineManagement: true });
    expect(await tasks('colleague', 'plan')).toEqual([]);
    await school.advance('2026-09-07T09:00');
    expect((await tasks('colleague', 'plan'))[0]?.as).toEqual({
      post: 'cpdLeader',
      basis: 'delegated',
      insteadOf: school.person('leader'),
    });
    await school.advance('2026-09-12T09:00');
    expect(await tasks('colleague', 'plan')).toEqual([]);
    expect((await tasks('leader', 'plan')).length).toBeGreaterThan(0);
  });

  it('never opens a review: neither the statement nor the record', async () => {
    const review = await school.reviewOf('reviewer');
    await hand('leader', 'colleague', { from: '2026-09-14', until: '2026-09-18' });
    await school.advance('2026-09-14T09:00');
    await school.news();
    await expect(school.call('colleague', 'instances.one', { params: { id: review } })).rejects.toMatchObject(
      { code: 'not-found' },
    );
    await expect(school.call('colleague', 'reviews.read', { params: { id: review } })).rejects.toBeDefined();
    expect((await tasks('colleague', 'review')).some(({ recordId }) => recordId === review)).toBe(false);
  });

  it.each([
    ['to oneself', 'leader', 'leader', {}, 'to-oneself'],
    ['for a day that is past', 'leader', 'deputy', { from: '2026-09-01' }, 'in-the-past'],
    ['backwards', 'leader', 'deputy', { from: '2026-10-02', until: '2026-10-01' }, 'ends-before-it-begins'],
    ['for years', 'leader', 'deputy', { from: '2026-10-01', until: '2028-10-01' }, 'too-long'],
    [
      'of a head',
      'head',
      'deputy',
      { from: '2026-10-01', until: '2026-10-02', posts: ['head'] },
      'not-delegable',
    ],
    [
      'of a post not held',
      'leader',
      'deputy',
      { from: '2026-10-01', until: '2026-10-02', posts: ['cover'] },
      'not-held',
    ],
    ['of nobody', 'teacher', 'deputy', { from: '2026-10-01', until: '2026-10-02' }, 'nothing-to-delegate'],
    [
      'of people one does not manage',
      'teacher',
      'deputy',
      { from: '2026-10-01', until: '2026-10-02', lineManagement: true },
      'manages-nobody',
    ],
  ] as const)('is refused %s', async (_what, who, to, more, code) => {
    const before = (await school.look.query('select id from cpd.delegation')).rowCount;
    await expect(hand(who, to, { from: '2026-10-01', until: '2026-10-02', ...more })).rejects.toMatchObject({
      code,
    });
    expect((await school.look.query('select id from cpd.delegation')).rowCount).toBe(before);
  });

  it('is refused in a circle, however long, in the same days', async () => {
    const days = { from: '2026-11-02', until: '2026-11-06' };
    await hand('leader', 'reviewer', days);
    await hand('reviewer', 'business', days);
    await expect(hand('business', 'leader', { ...days, until: '2026-11-02' })).rejects.toMatchObject({
      code: 'delegation-loop',
    });
    await hand('business', 'leader', { from: '2026-11-09', until: '2026-11-10' });
  });

  it('of somebody else is for an administrator', async () => {
    const of = { ofPersonId: school.person('leader'), from: '2026-12-01', until: '2026-12-02' };
    await expect(hand('colleague', 'deputy', of)).rejects.toMatchObject({ code: 'not-permitted' });
    const { id } = await hand('admin', 'deputy', of);
    await expect(
      school.call('teacher', 'delegations.end', { params: { id }, body: { on: '2026-12-01' } }),
    ).rejects.toMatchObject({ code: 'no-such-delegation' });
    await school.call('leader', 'delegations.end', { params: { id }, body: { on: '2026-11-20' } });
    const { rows } = await school.look.query('select id from cpd.post where delegation_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('ends when either of the two leaves', async () => {
    await hand('business', 'ta', { from: '2026-12-07', until: '2026-12-18' });
    await school.call('admin', 'people.leave', {
      params: { id: school.person('ta') },
      body: { lastDay: '2026-12-09' },
    });
    const { rows } = await school.look.query<{ to: string }>(
      'select to_date::text as to from cpd.delegation where to_person_id = $1',
      [school.person('ta')],
    );
    expect(rows).toEqual([{ to: '2026-12-10' }]);
  });
});

describe('line management in other hands', () => {
  const evaluation = async (name: string, person: PersonName) => {
    const id = idFrom('test', 'delegated', name);
    const dates = { heldOn: '2026-09-14', outcomesDueOn: '2027-07-01', addendumDueOn: '2027-10-31' };
    const people = { person: school.person(person), lineManager: school.person('reviewer') };
    const ids = { schoolId: school.id, cycleId: school.cycleId, activityId: id, bookingId: id };
    await school.engine.start(school.system, 'impact', {
      id,
      key: id,
      input: { ...ids, people, mode: 'full', ...dates },
    });
    return id;
  };
  const managerOf = async (id: string) =>
    (
      await school.look.query<{ manager: string }>(
        `select snapshot #>> '{context,people,lineManager}' as manager from engine.instance where id = $1`,
        [id],
      )
    ).rows[0]?.manager;

  it('passes evaluations on, but none about the colleague, says so in the history, and takes them back', async () => {
    const [teachers, deputys] = [await evaluation('teacher', 'teacher'), await evaluation('ta2', 'ta2')];
    await hand('reviewer', 'ta2', { from: '2026-09-15', until: '2026-09-17', lineManagement: true });
    await school.advance('2026-09-15T09:00');
    await school.news();
    expect([await managerOf(teachers), await managerOf(deputys)]).toEqual([
      school.person('ta2'),
      school.person('reviewer'),
    ]);
    const seen = await school.call<{ history: { label: string; why: string | null }[] }>(
      'ta2',
      'instances.one',
      {
        params: { id: teachers },
      },
    );
    expect(seen.history.at(-1)).toMatchObject({ label: 'Line manager changed' });
    expect(seen.history.at(-1)?.why).toMatch(/^delegation /);
    await school.news();
    await school.advance('2026-09-18T09:00');
    await school.news();
    expect(await managerOf(teachers)).toBe(school.person('reviewer'));
  });

  it('falls to the head on days on which the colleague is away as well', async () => {
    const id = await evaluation('away', 'teacher');
    await hand('reviewer', 'colleague', { from: '2026-09-21', until: '2026-09-22', lineManagement: true });
    await school.call('head', 'absences.add', {
      params: { id: school.person('colleague') },
      body: { from: '2026-09-21', to: '2026-09-21' },
    });
    await school.advance('2026-09-21T09:00');
    await school.news();
    expect(await managerOf(id)).toBe(school.person('head'));
    await school.advance('2026-09-22T09:00');
    await school.news();
    expect(await managerOf(id)).toBe(school.person('colleague'));
  });
});

describe('what the database itself refuses', () => {
  const insert = (who: PersonName, from: PersonName, by: PersonName, posts: string) =>
    school.as(who, (tx) =>
      tx.query(
        `insert into cpd.delegation (id, school_id, from_person_id, to_person_id, from_date, to_date, posts, line_management,
            made_by, made_at) values (gen_random_uuid(), $1, $2, $3, '2027-01-01', '2027-01-05', $4, false, $5, now())`,
        [school.id, school.person(from), school.person('colleague'), posts, school.person(by)],
      ),
    );

  it('a delegation of somebody else’s duties, in somebody else’s name, or of a post that opens what is confidential', async () => {
    await expect(insert('teacher', 'leader', 'teacher', '{cpdLeader}')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(insert('leader', 'leader', 'head', '{cpdLeader}')).rejects.toMatchObject({ code: '42501' });
    await expect(insert('head', 'head', 'head', '{head}')).rejects.toMatchObject({ code: '23514' });
  });

  it('a look at delegations of others, and at what passed by them', async () => {
    const seen = await school.as('teacher', (tx) => tx.query('select id from cpd.delegation'));
    const records = await school.as('head', (tx) => tx.query('select * from cpd.delegated_record'));
    expect([seen, records]).toEqual([[], []]);
  });

  it('posts taken away by anybody, and notes of technicians written by anybody', async () => {
    await school.as('admin', (tx) => tx.query('delete from cpd.post'));
    expect((await posts('head')).length).toBeGreaterThan(0);
    const note = school.as('admin', (tx) =>
      tx.query(
        `insert into cpd.technician_act (id, school_id, at, act, person_id, account, machine, because)
           values (gen_random_uuid(), $1, now(), 'appointAdministrator', $2, 'x', 'x', 'x')`,
        [school.id, school.person('admin')],
      ),
    );
    await expect(note).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a school whose only administrator has left', () => {
  const by = { account: 'tech', machine: 'server-1', because: 'Ada Pike left; the head asked by telephone' };
  const appoint = (who: PersonName) =>
    school.app.get(TechnicianActs, { strict: false }).appointAdministrator(school.id, school.person(who), by);

  it('is helped by a technician, who is refused while there is one', async () => {
    await expect(appoint('deputy')).rejects.toMatchObject({
      code: 'has-administrator',
      message: expect.stringContaining('Ada Pike'),
    });
    await school.call('admin', 'people.leave', {
      params: { id: school.person('admin') },
      body: { lastDay: '2026-09-22' },
    });
    await school.advance('2026-09-23T09:00');
    await school.news();
    await appoint('deputy');
    const { posts: held } = await school.call<{ posts: string[] }>('deputy', 'me.get');
    expect(held).toContain('administrator');
  });

  it('can read who did it, where and why', async () => {
    const { acts } = await school.call<{ acts: object[] }>('governor', 'posts.technicianActs');
    expect(acts).toMatchObject([{ act: 'appointAdministrator', personId: school.person('deputy'), ...by }]);
    expect(await school.call('teacher', 'posts.technicianActs')).toEqual({ acts: [] });
  });
});
