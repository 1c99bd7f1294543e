import type { CommandHandler, FactProvider } from '../engine/index.js';
import { tellingCommands } from './activities/bookings-told.js';
import { afterwardsCommands } from './after/afterwards.commands.js';
import { senderFact } from './bookings/sender.facts.js';
import { coverCommands } from './cover/cover.commands.js';
import { datesFact } from './dates/dates.facts.js';
import type { PersonDays } from './dates/days-of-person.js';
import { bookingMoneyCommands } from './money/booking-money.commands.js';
import { placesCommands } from './places/places.commands.js';
import { placesFact } from './places/places.facts.js';
import type { AfterProvision } from './ports.js';

/** Everything that the charts of activities and bookings order. */
export const provisionCommands = (after: AfterProvision): readonly CommandHandler[] => [
  ...placesCommands,
  ...tellingCommands(after),
  ...bookingMoneyCommands,
  ...coverCommands,
  ...afterwardsCommands(after),
];

/** Everything that they ask before a step. */
export const provisionFacts = (days: PersonDays): readonly FactProvider[] => [
  placesFact,
  datesFact(days),
  senderFact,
];
