import { assign, setup } from 'xstate';
import type { ChartDefinition } from '../../../src/engine/index.js';

interface Context {
  people: { sender: string | null; clerk: string | null };
  friend: string | null;
  weight: number;
  chased: number;
}
type Event = { at: string; by: string } & (
  | { type: 'POST'; weight: number }
  | { type: 'WEIGH'; weight: number }
  | { type: 'DELIVER' }
  | { type: 'RETURN' }
  | { type: 'HOLD' }
  | { type: 'CARRY_ON' }
  | { type: 'JAM' }
  | { type: 'NOTED' }
  | { type: 'LOOK'; facts?: { shelf: number } }
);

/** A small chart with everything that the engine must cope with: a parcel on its way. */
export const parcelMachine = setup({
  types: {} as { context: Context; events: Event; input: Partial<Context> & { at: string; by: string } },
  delays: { posted: 0, chase: 0, lost: 0 },
  actions: {
    stampLabel: (_, _params: { weight: number }) => {},
    sendCard: (_, _params: { about: string }) => {},
    tell: (_, _params: { to: string; event: { type: string } }) => {},
    weigh: assign({ weight: ({ event }) => ('weight' in event ? event.weight : 0) }),
    countChase: assign({ chased: ({ context }) => context.chased + 1 }),
    jam: assign(() => {
      throw new Error('the belt jammed');
    }),
  },
  guards: {
    alone: ({ context }) => context.friend === null,
    lightEnough: ({ event }) => 'weight' in event && event.weight <= 30,
  },
}).createMachine({
  id: 'parcel',
  context: ({ input }) => ({
    people: { sender: null, clerk: null, ...input.people },
    friend: input.friend ?? null,
    weight: 0,
    chased: 0,
  }),
  initial: 'live',
  states: {
    live: {
      meta: { label: 'On its way', explain: 'The parcel is somewhere between sender and door.' },
      initial: 'packed',
      on: { HOLD: 'held', JAM: { actions: 'jam' }, NOTED: {} },
      states: {
        packed: {
          meta: {
            label: 'Packed',
            explain: 'Waiting to be posted.',
            duties: [{ name: 'post', label: 'Post it', role: 'sender', due: 'posted', event: 'POST' }],
          },
          after: { posted: { actions: ['countChase', { type: 'sendCard', params: { about: 'post it' } }] } },
          on: {
            WEIGH: { actions: 'weigh' },
            LOOK: { actions: assign({ weight: ({ event }) => event.facts?.shelf ?? -1 }) },
            POST: {
              guard: 'lightEnough',
              target: 'travelling',
              actions: [
                'weigh',
                {
                  type: 'stampLabel',
                  params: ({ event }) => ({ weight: (event as { weight: number }).weight }),
                },
                { type: 'sendCard', params: { about: 'posted' } },
              ],
            },
          },
        },
        travelling: {
          meta: {
            label: 'Travelling',
            explain: 'With the carrier.',
            duties: [{ name: 'deliver', label: 'Deliver it', role: 'clerk', due: 'chase', event: 'DELIVER' }],
          },
          after: {
            chase: { target: 'travelling', reenter: true, actions: 'countChase' },
            lost: '#parcel.lost',
          },
          on: {
            DELIVER: [
              { guard: 'alone', target: '#parcel.delivered' },
              {
                target: '#parcel.delivered',
                actions: {
                  type: 'tell',
                  params: ({ context }) => ({ to: context.friend ?? '', event: { type: 'NOTED' } }),
                },
              },
            ],
            RETURN: 'packed',
          },
        },
        where: { type: 'history', history: 'deep' },
      },
    },
    held: {
      meta: { label: 'Held', explain: 'At the customs office.' },
      on: { CARRY_ON: 'live.where', NOTED: {} },
    },
    delivered: { type: 'final', meta: { label: 'Delivered', explain: 'It arrived.' } },
    lost: { type: 'final', meta: { label: 'Lost', explain: 'Nobody knows.' } },
  },
});

const anyone = ['sender', 'clerk', 'system'];

export const parcel: ChartDefinition = {
  name: 'parcel',
  version: 1,
  title: 'Parcel',
  explain: 'A parcel from packing to the door.',
  machine: parcelMachine,
  events: {
    POST: { label: 'Post', explain: 'Hands it to the carrier.', by: anyone },
    WEIGH: { label: 'Weigh', explain: 'Puts it on the scales.', by: anyone },
    DELIVER: { label: 'Deliver', explain: 'Leaves it at the door.', by: ['clerk', 'system'] },
    RETURN: { label: 'Return', explain: 'Brings it back.', by: anyone },
    HOLD: { label: 'Hold', explain: 'Stops it.', by: anyone },
    CARRY_ON: { label: 'Carry on', explain: 'Lets it go on.', by: anyone },
    JAM: { label: 'Jam', explain: 'Breaks the belt.', by: anyone },
    LOOK: { label: 'Look', explain: 'Looks at the shelf.', by: anyone },
    NOTED: { label: 'Noted', explain: 'Another parcel arrived.', by: ['system'] },
  },
  clocks: { posted: { days: 2 }, chase: { days: 3 }, lost: { days: 30 } },
  commands: {
    stampLabel: { label: 'Label stamped', when: 'inTransaction' },
    sendCard: { label: 'Card sent', when: 'afterCommit' },
  },
  refusals: { lightEnough: 'A parcel may weigh 30 kg at most.' },
  facts: { LOOK: 'shelf' },
  audience: (context: Context) => [
    ...(context.people.sender ? [`person:${context.people.sender}`] : []),
    ...(context.people.clerk ? [`person:${context.people.clerk}`] : []),
  ],
};
