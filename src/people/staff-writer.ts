import type { Tx } from '../platform/database/unit-of-work.js';
import type { KnownPerson } from './import/index.js';
import type { Said } from './known-people.js';
import type { StaffAfter } from './staff-after.js';

const COLUMNS = `id uuid, "externalId" text, title text, forename text, surname text, email text, "staffCode" text,
  "jobTitle" text, "staffGroup" text, department text, fte numeric, "startDate" date, "leaveDate" date, manager uuid,
  days smallint[], "termTimeOnly" boolean, ect boolean, extra jsonb, said jsonb`;

/** Line managers may stand further down the same file: a foreign key is looked at when the whole statement is done. */
const INSERT = `
insert into cpd.person (id, school_id, external_id, title, forename, surname, email, staff_code, job_title, staff_group,
    department, fte, starts_on, leaves_on, line_manager_id, contract_days, term_time_only, online, early_career, extra, said)
  select id, auth.school(), "externalId", title, forename, surname, email, "staffCode", "jobTitle", "staffGroup", department,
      fte, "startDate", "leaveDate", manager, days, "termTimeOnly", email is not null, ect, extra, said
    from jsonb_to_recordset($1::jsonb) as r(${COLUMNS})`;

/** People may take over each other's addresses in one file: all that change are cleared first. */
const CLEAR_EMAILS = `
update cpd.person p set email = null
  from jsonb_to_recordset($1::jsonb) as r(id uuid, email text) where p.id = r.id and p.email is distinct from r.email`;

const UPDATE = `
update cpd.person p set title = r.title, forename = r.forename, surname = r.surname, email = r.email,
    staff_code = r."staffCode", job_title = r."jobTitle", staff_group = r."staffGroup", department = r.department, fte = r.fte,
    starts_on = r."startDate", leaves_on = r."leaveDate", line_manager_id = r.manager, contract_days = r.days,
    term_time_only = r."termTimeOnly", online = r.email is not null or p.online and p.email is null, early_career = r.ect,
    extra = r.extra, said = r.said
  from jsonb_to_recordset($1::jsonb) as r(${COLUMNS}) where p.id = r.id`;

/** Writes people set-based, as the system. `idOf` finds anybody's record by their id in the file. */
export async function writePeople(
  system: Tx,
  people: readonly StaffAfter[],
  idOf: (externalId: string) => string,
): Promise<void> {
  const rows = (some: readonly StaffAfter[]): string =>
    JSON.stringify(some.map(({ after }) => rowOf(after, idOf)));
  const joiners = people.filter(({ before }) => !before);
  const changed = people.filter(({ before }) => before);
  if (changed.length > 0) await system.query(CLEAR_EMAILS, [rows(changed)]);
  if (joiners.length > 0) await system.query(INSERT, [rows(joiners)]);
  if (changed.length > 0) await system.query(UPDATE, [rows(changed)]);
}

function rowOf(person: KnownPerson, idOf: (externalId: string) => string) {
  const { personId, lineManagerId, workingDays, termTimeOnly, fte, roles, ...same } = person;
  const said: Said = { fte, workingDays, termTimeOnly, roles };
  return {
    ...same,
    id: personId,
    title: person.title ?? '',
    department: person.department ?? '',
    fte,
    manager: lineManagerId === null ? null : idOf(lineManagerId),
    days: workingDays && workingDays.length > 0 ? workingDays : [1, 2, 3, 4, 5],
    termTimeOnly: termTimeOnly ?? false,
    said,
  };
}
