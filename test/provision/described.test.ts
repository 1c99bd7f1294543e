import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityChart } from '../../workflows/activity/activity.chart.js';
import { bookingChart } from '../../workflows/booking/booking.chart.js';
import { openapiDocument } from '../../src/api/openapi.js';
import { openProvidingSchool } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

describe('the operations of provision', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  const camel = (event: string) =>
    event.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

  it.each([
    [activityChart, 'activities'],
    [bookingChart, 'bookings'],
  ] as const)('have one for every step that people take', (chart, collection) => {
    const wanted = Object.entries(chart.events)
      .filter(([, { by }]) => by.some((role) => role !== 'system'))
      .map(([event]) => `${collection}.${camel(event)}`);
    const there = school.operations.map(({ id }) => id);
    expect(wanted.filter((id) => there.filter((it) => it === id).length !== 1)).toEqual([]);
  });

  it('are described in the API with their bodies', () => {
    const mine = school.operations.filter(({ path }) => /^\/(activities|bookings|cover|money)/.test(path));
    const { paths } = openapiDocument(mine) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(paths['/activities']?.['post']?.['requestBody']).toBeDefined();
    expect(JSON.stringify(paths['/bookings/{id}/arrange-cover'])).toContain('costPence');
  });
});
