import { approveAll } from '../../provision/support/provided.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** A published activity of the CPD leader's; `what` overrides an in-school session on Monday 5 October 2026. */
export async function provide(school: TestSchool, what: object = {}): Promise<string> {
  const { id } = await school.call<{ id: string }>('leader', 'activities.create', {
    body: {
      ...{ kind: 'inSchoolSession', title: 'Guided reading', external: false },
      facilitatorId: school.person('colleague'),
      sessions: [{ on: '2026-10-05', startsAt: '13:00', endsAt: '15:00' }],
      ...what,
    },
  });
  for (const part of ['pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop']) {
    const body = { part, mark: 'yes', answer: 'Discussed.' };
    await school.call('leader', 'activities.recordQuality', { params: { id }, body });
  }
  await school.call('leader', 'activities.publish', { params: { id } });
  return id;
}

/** Somebody's request for a place, sent. */
export async function ask(school: TestSchool, name: PersonName, activityId: string): Promise<string> {
  const { id } = await school.call<{ id: string }>(name, 'bookings.request', {
    body: { activityId, outcome: 'My group reads aloud daily', baseline: 'Twice a week' },
  });
  await school.call(name, 'bookings.submit', { params: { id } });
  return id;
}

/** The same, approved by everybody who is asked. */
export async function book(school: TestSchool, name: PersonName, activityId: string): Promise<string> {
  const id = await ask(school, name, activityId);
  await approveAll(school, id);
  return id;
}
