import { Refused } from '../api/problem.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { namesIn } from './names.js';
import type { Named } from './names.js';

/** Throws Refused 422 'names-somebody' for a text that governors and staff will read. */
export async function mustNameNobody(tx: Tx, text: string): Promise<void> {
  const people = await tx.query<Named>(
    'select forename, surname from cpd.person where length(surname) > 1 and length(forename) > 0',
  );
  const names = namesIn(text, people);
  if (names.length > 0) {
    throw new Refused(
      422,
      'names-somebody',
      `Governors and staff read this, so it names nobody. Found: ${names.join(', ')}.`,
      { names },
    );
  }
}
