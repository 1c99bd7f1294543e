import { Refused } from '../../api/index.js';
import type { Proof } from '../../platform/database/principal.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** What somebody typed into a form, by field. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface Draft {
  readonly fields: Typed;
  /** ISO 8601 UTC, the engine's time. */
  readonly savedAt: string;
}

/** Most drafts that one person keeps, and most letters in one. */
const MOST = 200;
const LONGEST = 300_000;
const NAME = /^[A-Za-z0-9.:_-]{1,160}$/;

/** What people are typing, kept for them alone (migration 0030). A form is known by a name of its own. */
export class Drafts {
  constructor(private readonly unit: UnitOfWork) {}

  read(proof: Proof, form: string): Promise<Draft | null> {
    return this.unit.run(proof, async (tx) => {
      const [row] = await tx.query<{ fields: Typed; saved_at: Date }>(
        'select fields, saved_at from cpd.draft where person_id = auth.person() and form = $1',
        [form],
      );
      return row ? { fields: row.fields, savedAt: row.saved_at.toISOString() } : null;
    });
  }

  /** Keeps the latest. Answers when that was. Throws Refused 422 for a form without a proper name and 413 for too much. */
  save(proof: Proof, form: string, fields: Typed): Promise<string> {
    if (!NAME.test(form)) throw new Refused(422, 'unknown-form', 'This form keeps no drafts.');
    // PostgreSQL keeps no NUL, and half a surrogate is no letter; neither was typed by a person.
    const json = JSON.stringify(fields).replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, '');
    if (json.length > LONGEST) throw new Refused(413, 'too-large', 'This is more than a draft can hold.');
    return this.unit.run(proof, async (tx) => {
      await tx.query(
        `insert into cpd.draft (school_id, person_id, form, fields, saved_at)
          values (auth.school(), auth.person(), $1, $2::jsonb, $3)
          on conflict (school_id, person_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at`,
        [form, json, tx.at],
      );
      await tx.query(
        `delete from cpd.draft where person_id = auth.person() and form in (select form from cpd.draft
          where person_id = auth.person() order by saved_at desc, form offset ${MOST})`,
      );
      return tx.at;
    });
  }

  forget(proof: Proof, form: string): Promise<void> {
    return this.unit.run(proof, async (tx) => {
      await tx.query('delete from cpd.draft where person_id = auth.person() and form = $1', [form]);
    });
  }
}
