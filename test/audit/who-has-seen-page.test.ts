import { describe, expect, test } from '@jest/globals';
import { presentLooks } from '../../src/audit/web/who-has-seen.presenter.js';

const look = {
  at: '2026-10-05T08:30:00.000Z',
  kind: 'review',
  name: 'Rhys Vaughan',
  bySystem: false,
  as: 'reviewer',
  part: 'statement',
};

describe('The page of who has seen what is mine', () => {
  test('says who, as what, what of it, and when in the school’s time', () => {
    expect(presentLooks([look]).looks).toEqual([
      { who: 'Rhys Vaughan (your reviewer)', what: 'your review', when: 'Monday 5 October, 09:30' },
    ]);
  });

  test.each([
    [
      { kind: 'selfAssessment', part: 'evidence', as: 'successor' },
      'Rhys Vaughan (your new reviewer)',
      'evidence in your self-assessment',
    ],
    [
      { kind: 'journalEntry', part: 'entry', as: 'reader' },
      'Rhys Vaughan',
      'an entry of your journal that you share',
    ],
    [{ name: null, bySystem: true, as: 'system' }, 'Perennial itself', 'your review'],
    [{ name: null, as: null, part: null }, 'Somebody whose name has been erased', 'your review'],
  ])('has words for %o', (change, who, what) => {
    expect(presentLooks([{ ...look, ...change }]).looks[0]).toMatchObject({ who, what });
  });
});
