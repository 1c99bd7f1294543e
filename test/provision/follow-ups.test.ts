import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openProvidingSchool } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

let school: ProvidingSchool;
beforeAll(async () => {
  school = await openProvidingSchool();
});
afterAll(() => school.close());

const promise = (activity: string, who: 'facilitator' | 'provider', on: string) =>
  school.step('leader', 'activities.addFollowUp', activity, { who, task: 'Send the slides', on });
const tasks = async (activity: string) =>
  (
    await school.look.query<{ name: string; assignees: string[]; due: string }>(
      `select name, assignees, (due_at at time zone 'Europe/London')::date::text as due from engine.task
        where instance_id = $1 and event = 'DO_FOLLOW_UP'`,
      [activity],
    )
  ).rows;
const told = async (activity: string) =>
  (
    await school.look.query<{ person: string; about: string }>(
      `select person_id as person, about from cpd.notification where instance_id = $1 and about ~ 'followUp'
        order by recorded_at, about`,
      [activity],
    )
  ).rows;

describe('A follow-up that was promised', () => {
  it('is the facilitator’s dated task, and they hear of it at once', async () => {
    const activity = await school.provide();
    await promise(activity, 'facilitator', '2026-10-20');
    await school.drain();
    const facilitator = school.person('colleague');
    expect(await tasks(activity)).toEqual([
      { name: 'followUp', assignees: [`person:${facilitator}`], due: '2026-10-20' },
    ]);
    expect(await told(activity)).toEqual([{ person: facilitator, about: 'activity.followUpAsked' }]);
    const { reminders } = await school.call<{ reminders: { title: string }[] }>(
      'colleague',
      'reminders.list',
    );
    expect(reminders.map(({ title }) => title)).toContain('A follow-up was promised');
  });

  it('by a provider is for the organiser to see to, and is reminded of when its day has passed', async () => {
    const activity = await school.provide();
    await promise(activity, 'provider', '2026-09-10');
    await school.advance('2026-09-11T09:00');
    const organiser = school.person('leader');
    expect(await told(activity)).toEqual([
      { person: organiser, about: 'activity.followUpAsked' },
      { person: organiser, about: 'activity.followUpLate' },
    ]);
  });

  it('passes to whoever leads it instead, and is nobody’s once it is done', async () => {
    const activity = await school.provide();
    const { state } = await promise(activity, 'facilitator', '2026-10-20');
    expect(state).toContain('followUps.owed');
    await school.step('leader', 'activities.changeFacilitator', activity, {
      personId: school.person('teacher'),
    });
    expect((await tasks(activity)).map(({ assignees }) => assignees)).toEqual([
      [`person:${school.person('teacher')}`],
    ]);
    const { followUps } = await school.call<{ followUps: { id: string }[] }>('leader', 'activities.read', {
      params: { id: activity },
    });
    await school.step('teacher', 'activities.doFollowUp', activity, { followUpId: followUps[0]?.id });
    expect(await tasks(activity)).toEqual([]);
  });
});
