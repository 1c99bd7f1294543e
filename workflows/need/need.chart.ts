import type { Chart } from '../chart.js';
import { needClocks } from './need.clocks.js';
import { needEvents } from './need.events.js';
import { needMachine } from './need.machine.js';
import { needAudience } from './need.policy.js';
import { needRefusals } from './need.refusals.js';

export const needChart: Chart = {
  name: 'need',
  version: 1,
  title: 'Training need',
  explain:
    'Takes one need of one person from being raised to being met, and always says where it is and why.',
  machine: needMachine,
  events: needEvents,
  clocks: needClocks,
  commands: { tellAdvisers: { label: 'Advisers of the organisation told', when: 'afterCommit' } },
  refusals: needRefusals,
  audience: needAudience,
};
