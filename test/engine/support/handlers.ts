import { elapsedTime, Host } from '../../../src/engine/index.js';
import type { CommandHandler, FactProvider } from '../../../src/engine/index.js';

export const TENANT = '11111111-1111-4111-8111-111111111111';

/** What the handlers do: labels in the transaction, cards after it, both written to plain tables. */
export const handlers: readonly CommandHandler[] = [
  {
    command: 'stampLabel',
    handle: async ({ tx, instance }, params) => {
      await tx.query('insert into public.label (parcel, weight) values ($1, $2)', [
        instance.id,
        params['weight'],
      ]);
    },
  },
  {
    command: 'sendCard',
    handle: async ({ tx, effect }, params) => {
      await tx.query('insert into public.card (effect, about) values ($1, $2)', [effect, params['about']]);
    },
  },
];

/** The one fact that the parcel chart asks for. */
export const shelf: FactProvider = { fact: 'shelf', read: () => Promise.resolve({ shelf: 7 }) };

export function newHost(): Host {
  return new Host(elapsedTime).handle(...handlers).provide(shelf);
}
