import type { Proof } from '../../../src/platform/database/principal.js';
import type { TestSchool } from '../../support/school.js';

/** Runs an operation through its schemas as somebody of another school than the tests' own. */
export async function callAs(
  school: TestSchool,
  proof: Proof,
  id: string,
  input: { params?: unknown; query?: unknown; body?: unknown },
): Promise<unknown> {
  const op = school.operations.find((operation) => operation.id === id);
  if (!op) throw new Error(`There is no operation ${id}.`);
  const result = await op.run(
    { proof },
    {
      params: op.params?.parse(input.params ?? {}),
      query: op.query?.parse(input.query ?? {}),
      body: op.body?.parse(input.body ?? {}),
    },
  );
  return op.response.parse(result);
}
