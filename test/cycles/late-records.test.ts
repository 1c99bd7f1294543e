import { describe, expect, it } from '@jest/globals';
import { charts } from '../../workflows/index.js';
import { BEHIND, isBehind } from '../../src/cycles/late-records.js';
import { stateNodes } from '../workflows/support/walk.js';

describe('who is behind when a phase of the year ends', () => {
  it.each(Object.entries(BEHIND))('is told by states that the chart has: %s', (name, { states }) => {
    const chart = charts.find((known) => known.name === name);
    const ids = chart ? stateNodes(chart.machine as never).map((node) => node.id) : [];
    expect(states.filter((path) => !ids.includes(`${name}.${path}`))).toEqual([]);
  });

  const drafting =
    'live.work.contests.none + live.work.contributions.notAsked + live.work.stage.agreeing.drafting.inTime';
  it.each([
    ['a review that is being written, its date past', 'review', drafting, '2026-10-31', true],
    ['the head’s, which has until December', 'review', drafting, '2026-12-31', false],
    ['one that is agreed', 'review', 'live.work.stage.agreeing.agreed', '2026-10-31', false],
    ['one that waits for a moderator', 'review', 'live.moderation.inTime', '2026-10-31', false],
    ['one that is paused', 'review', 'paused', '2026-10-31', false],
    ['a need that nobody has sorted', 'need', 'live.waiting.passed.late', '2026-10-31', true],
    ['a need of somebody who joined last week', 'need', 'live.waiting.passed.inTime', '2026-11-10', false],
    ['a plan with the head', 'plan', 'submitted.inTime', null, true],
    ['a plan in force', 'plan', 'inForce.amending.unamended', null, false],
    ['a workflow that no phase waits for', 'booking', 'requested', null, false],
  ])('%s', (_what, chart, state, due, behind) => {
    expect(isBehind({ chart, state, due }, '2026-11-01')).toBe(behind);
  });
});
