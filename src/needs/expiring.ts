import { addDays, todayOf } from '../people/index.js';
import type { Reviewers } from '../people/index.js';
import { spokenDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import type { CycleDates } from './cycle-dates.js';
import type { NewNeed } from './new-need.js';

/** Certificates that expire in the first term after a year are planned for in that year. Days. */
const AHEAD_DAYS = 92;

interface Expiring {
  readonly id: string;
  readonly personId: string;
  readonly title: string;
  readonly expiresOn: string;
}

/**
 * Needs for certificates that expire until shortly after a year, of people still here, where no newer certificate of the
 * same name lasts longer. The same certificate always raises the same need.
 */
export async function expiringNeeds(
  tx: Tx,
  reviewers: Reviewers,
  cycle: CycleDates,
  only: string | null = null,
): Promise<NewNeed[]> {
  const today = todayOf(tx);
  const rows = await tx.query<Expiring>(
    `select c.id, c.person_id as "personId", c.title, c.expires_on::text as "expiresOn"
      from cpd.certificate c join cpd.person p on p.id = c.person_id
      where c.struck_at is null and c.expires_on <= $1 and ($3::uuid is null or c.id = $3)
        and (p.leaves_on is null or p.leaves_on >= $2)
        and not exists (select from cpd.certificate n where n.person_id = c.person_id and n.struck_at is null
          and lower(n.title) = lower(c.title) and coalesce(n.expires_on, 'infinity') > c.expires_on)
      order by c.expires_on, c.id`,
    [addDays(cycle.endsOn, AHEAD_DAYS), today, only],
  );
  const managers = await reviewers.of(
    tx,
    rows.map((row) => row.personId),
    today,
  );
  return rows.map(({ id, personId, title, expiresOn }) => ({
    ...{ id: idFrom('need', 'certificate', id), key: `certificate:${id}`, personId, cycleId: cycle.id },
    title: `Renew: ${title}`.slice(0, 200),
    outcome: `Holds a certificate that is in date when the present one ends on ${spokenDate(expiresOn)}.`,
    ...{ origin: 'expiringCertificate' as const, certificateId: id, wantedBy: expiresOn },
    ...{ lineManager: managers.get(personId) ?? null, triageBy: cycle.triageBy },
  }));
}
