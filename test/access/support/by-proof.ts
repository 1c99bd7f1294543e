import { SessionsService } from '../../../src/access/index.js';
import type { Proof } from '../../../src/platform/database/principal.js';
import type { CallInput, PersonName, TestSchool } from '../../support/school.js';

/** Runs an operation by another proof than a token, through its schemas. */
export async function byProof<R = Record<string, unknown>>(
  school: TestSchool,
  proof: Proof,
  id: string,
  input: CallInput = {},
): Promise<R> {
  const op = school.operations.find((one) => one.id === id);
  if (!op) throw new Error(`There is no operation ${id}.`);
  const { params, query, body, ...caller } = input;
  const result = await op.run(
    { proof, ...caller },
    {
      params: op.params?.parse(params ?? {}),
      query: op.query?.parse(query ?? {}),
      body: op.body?.parse(body ?? {}),
    },
  );
  return op.response.parse(result) as R;
}

/** A session of somebody of the school, as a proof. */
export async function sessionOf(school: TestSchool, name: PersonName): Promise<Proof> {
  const opened = await school.app
    .get(SessionsService, { strict: false })
    .open(school.person(name), 'link', { agent: 'Test browser', address: '192.0.2.7' });
  if (!opened) throw new Error(`${name} was not let in`);
  return { kind: 'session', secret: opened.secret };
}
