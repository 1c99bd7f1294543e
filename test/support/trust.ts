import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { Proof } from '../../src/platform/database/principal.js';
import { idFrom } from '../../src/platform/ids.js';

/** An organisation above schools: somebody who advises for it, and somebody who works there and does not. */
export interface Above {
  readonly id: string;
  readonly name: string;
  readonly adviser: Proof & { readonly person: string };
  readonly clerk: Proof & { readonly person: string };
}

export interface PlantedTrust {
  readonly localAuthority: Above;
  readonly trust: Above;
}

/** Puts schools into a trust of a local authority, each with an adviser and a clerk. */
export async function plantTrust(look: Client, schools: readonly string[]): Promise<PlantedTrust> {
  const localAuthority = await plantAbove(look, 'localAuthority', 'Wealdshire', null);
  const trust = await plantAbove(look, 'trust', 'Lantern Trust', localAuthority.id);
  await look.query('update cpd.organisation set parent_id = $1 where id = any ($2)', [trust.id, schools]);
  return { localAuthority, trust };
}

async function plantAbove(look: Client, kind: string, name: string, parent: string | null): Promise<Above> {
  const id = idFrom('test', kind, name);
  await look.query(
    `insert into cpd.organisation (id, kind, name, parent_id) values ($1, $2, $3, $4) on conflict do nothing`,
    [id, kind, name, parent],
  );
  const adviser = await plantPerson(look, id, 'Adviser');
  await look.query(
    `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'adviser', '2020-09-01')`,
    [id, adviser.person],
  );
  return { id, name, adviser, clerk: await plantPerson(look, id, 'Clerk') };
}

async function plantPerson(look: Client, organisation: string, surname: string) {
  const person = idFrom('test', organisation, surname);
  const token = randomBytes(24).toString('base64url');
  await look.query(
    `insert into cpd.person (id, school_id, forename, surname, starts_on) values ($1, $2, 'Ola', $3, '2020-09-01')`,
    [person, organisation, surname],
  );
  await look.query(
    `insert into auth.token (hash, school_id, person_id, label, expires_at) values ($1, $2, $3, 'test', '2100-01-01')`,
    [createHash('sha256').update(token).digest(), organisation, person],
  );
  return { kind: 'token' as const, token, person };
}
