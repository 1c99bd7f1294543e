import { describe, expect, it } from '@jest/globals';
import { statesIn } from '../../src/engine/index.js';
import { doingOf } from '../../src/simulation/doing/index.js';
import { charts } from '../../workflows/index.js';

const duties = charts.flatMap((chart) =>
  statesIn(chart).flatMap(({ meta }) => (meta.duties ?? []).map(({ name }) => `${chart.name} ${name}`)),
);

describe('the people of a simulated school', () => {
  it.each([...new Set(duties)])('know how to see to %s', (duty) => {
    const [chart = '', ...name] = duty.split(' ');
    expect(doingOf(chart, name.join(' '))).toBeInstanceOf(Function);
  });
});
