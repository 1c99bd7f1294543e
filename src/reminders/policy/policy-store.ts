import type { Tx } from '../../platform/database/unit-of-work.js';
import type { ReminderPolicy, ReminderRule } from './reminder-rule.js';

interface Row extends ReminderRule {
  readonly kind: string;
}

const READ = {
  name: 'reminders.policy',
  text: `select kind, before_due as "beforeDue", on_due as "onDue", after_due as "afterDue",
      first_rung_after as "firstRungAfter", head_after as "headAfter"
    from cpd.reminder_policy where school_id = auth.school() order by kind`,
};
const WRITE = `insert into cpd.reminder_policy (school_id, kind, before_due, on_due, after_due, first_rung_after, head_after)
  values (auth.school(), $1, $2, $3, $4, $5, $6)
  on conflict (school_id, kind) do update set before_due = excluded.before_due, on_due = excluded.on_due,
    after_due = excluded.after_due, first_rung_after = excluded.first_rung_after, head_after = excluded.head_after`;

/** The school's own rules, by kind; what it says nothing about follows the defaults. */
export async function readPolicy(tx: Tx): Promise<ReminderPolicy> {
  const rows = await tx.query<Row>(READ);
  return Object.fromEntries(rows.map(({ kind, ...rule }) => [kind, rule]));
}

/** Sets the rule of a kind; null goes back to the default. */
export async function writeRule(tx: Tx, kind: string, rule: ReminderRule | null): Promise<void> {
  if (rule === null) {
    await tx.query('delete from cpd.reminder_policy where school_id = auth.school() and kind = $1', [kind]);
    return;
  }
  const { beforeDue, onDue, afterDue, firstRungAfter, headAfter } = rule;
  await tx.query(WRITE, [kind, beforeDue, onDue, afterDue, firstRungAfter, headAfter]);
}
