import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strengthOf } from '../../src/impact/index.js';
import { outcomeDatesFrom } from '../../src/impact/outcomes-due.js';
import { addDays } from '../../src/people/index.js';

describe('when evidence of outcomes is due', () => {
  it('is the end of the summer term, with an addendum until the end of October', () => {
    const terms = [
      { name: 'Summer 2', start: '2027-06-07', end: '2027-07-23' },
      { name: 'Summer 2', start: '2028-06-05', end: '2028-07-21' },
    ];
    expect(outcomeDatesFrom(terms, '2026-10-01')).toEqual({
      outcomesDueOn: '2027-07-23',
      addendumDueOn: '2027-10-31',
    });
    // In June there is no time left to use and show anything: it is the next year's summer.
    expect(outcomeDatesFrom(terms, '2027-06-14').outcomesDueOn).toBe('2028-07-21');
  });

  it('leaves time for the stages before, in years that no calendar knows too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const heldOn = addDays('2025-09-01', days);
        const { outcomesDueOn, addendumDueOn } = outcomeDatesFrom([], heldOn);
        expect(outcomesDueOn >= addDays(heldOn, 98)).toBe(true);
        expect(outcomesDueOn <= addDays(heldOn, 98 + 740)).toBe(true);
        expect(addendumDueOn > outcomesDueOn).toBe(true);
      }),
    );
  });
});

describe('how well a judgement is founded', () => {
  it('is strong when measured and looked at, fair when one of them, weak when only said', () => {
    const held = { kinds: [], measured: false, described: false };
    expect(strengthOf(held)).toBe('none');
    expect(strengthOf({ ...held, described: true })).toBe('weak');
    expect(strengthOf({ ...held, kinds: ['interview', 'survey'] })).toBe('weak');
    expect(strengthOf({ ...held, kinds: ['observation'] })).toBe('fair');
    expect(strengthOf({ ...held, measured: true })).toBe('fair');
    expect(strengthOf({ ...held, kinds: ['pupilWork'], measured: true })).toBe('strong');
  });
});
