import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { delayOf, readTimerJobId, timerJobId } from '../../../src/platform/queue/timer-job.js';

const timer = fc.string({ unit: 'grapheme', minLength: 1 });
const generation = fc.nat();

describe('the job id of a timer', () => {
  it('is read back as the timer and generation that it was made of', () => {
    fc.assert(
      fc.property(timer, generation, (id, turn) => {
        expect(readTimerJobId(timerJobId({ timer: id, generation: turn }))).toEqual({
          timer: id,
          generation: turn,
        });
      }),
    );
  });

  it('differs for different timers and generations', () => {
    fc.assert(
      fc.property(timer, generation, timer, generation, (one, turn, other, otherTurn) => {
        const same = one === other && turn === otherTurn;
        const ids = [
          timerJobId({ timer: one, generation: turn }),
          timerJobId({ timer: other, generation: otherTurn }),
        ];
        expect(ids[0] === ids[1]).toBe(same);
      }),
    );
  });

  it('has no colon and is no number, which BullMQ would refuse', () => {
    fc.assert(
      fc.property(fc.oneof(timer, fc.constantFrom('1', '::', 'a:b')), generation, (id, turn) => {
        const jobId = timerJobId({ timer: id, generation: turn });
        expect(jobId).not.toContain(':');
        expect(Number(jobId)).toBeNaN();
      }),
    );
  });

  it.each(['', '17', 't-', 't--', 't-abc', 't-abc-', 't-abc-1.5'])('is not what "%s" is', (id) => {
    expect(readTimerJobId(id)).toBeUndefined();
  });
});

describe('the delay of a timer', () => {
  const now = Date.UTC(2027, 2, 1, 9);
  const due = (iso: string) => delayOf({ timer: 'a', generation: 1, dueAt: new Date(iso) }, now);

  it('is the time that is left', () => expect(due('2027-03-01T09:00:01.500Z')).toBe(1_500));
  it('is nothing for one that is overdue', () => expect(due('2026-09-01T09:00:00Z')).toBe(0));
  it('is refused for what is no date', () =>
    expect(() => due('next week')).toThrow('Timer a has no valid due date.'));
});
