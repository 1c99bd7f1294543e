import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addDays } from '../../people/index.js';
import { SCHOOL_ZONE, localDate } from '../../platform/calendar/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { feedOf } from './ics.js';
import type { Versioned } from './ics.js';
import { readCover, readEntries } from './read-entries.js';

export type FeedKind = 'own' | 'cover';

/** A calendar to subscribe to, as it is sent. */
export interface Feed {
  readonly ics: string;
  /** Changes when, and only when, the calendar does. */
  readonly etag: string;
}

/** What has been is kept in sight for so many days. */
const BACK = 90;
const WHOSE = { name: 'calendar.feed_of', text: 'select school, person, kind from cpd.feed_of($1, $2)' };
const SENT = {
  name: 'calendar.sent',
  text: `select uid, sequence, changed_at from cpd.invitation where school_id = auth.school() and person_id = $1`,
};
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Private addresses of calendars: whoever has one reads that calendar, until it is revoked or its person leaves. */
@Injectable()
export class CalendarFeeds {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /** Makes a new address and ends the old one. Row-level security says who may have which. Returns the secret, shown once. */
  async renew(tx: Tx, kind: FeedKind): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    await this.revoke(tx, kind);
    await tx.query(
      `insert into cpd.calendar_feed (id, school_id, person_id, kind, token_hash, made_at)
         values ($1, auth.school(), auth.person(), $2, $3, engine.now())`,
      [randomUUID(), kind, hashOf(token)],
    );
    return token;
  }

  /** True when there was one. */
  async revoke(tx: Tx, kind: FeedKind): Promise<boolean> {
    const rows = await tx.query(
      `update cpd.calendar_feed set revoked_at = engine.now()
         where person_id = auth.person() and kind = $1 and revoked_at is null returning id`,
      [kind],
    );
    return rows.length > 0;
  }

  /** The calendar behind an address; null for one that is none, or is not good any more. */
  async read(token: string): Promise<Feed | null> {
    const [home] = await this.unit.bare<{ school: string; person: string; kind: FeedKind }>(WHOSE, [
      this.unit.secret,
      hashOf(token),
    ]);
    if (!home) return null;
    return this.unit.run(this.unit.job(home.school), async (tx) => {
      const from = addDays(localDate(tx.at), -BACK);
      const versions =
        home.kind === 'cover' ? await coverVersions(tx, from) : await ownVersions(tx, from, home.person);
      const name = home.kind === 'cover' ? 'Cover' : 'Professional development';
      const etag = `"${createHash('sha256').update(JSON.stringify(versions)).digest('base64url').slice(0, 27)}"`;
      return { ics: feedOf(name, versions, SCHOOL_ZONE), etag };
    });
  }
}

/** Long ago: entries that were never mailed have no time of their own, and the same calendar must read the same. */
const ALWAYS = '2020-01-01T00:00:00.000Z';

async function ownVersions(tx: Tx, from: string, person: string): Promise<Versioned[]> {
  const sent = await tx.query<{ uid: string; sequence: number; changed_at: Date }>(SENT, [person]);
  const byUid = new Map(sent.map((each) => [each.uid, each]));
  return (await readEntries(tx, from, person)).map(({ entry, revision }) => {
    const known = byUid.get(entry.uid);
    const changedAt = known?.changed_at.toISOString() ?? ALWAYS;
    return { entry, sequence: Math.max(known?.sequence ?? 0, revision), cancelled: false, changedAt };
  });
}

async function coverVersions(tx: Tx, from: string): Promise<Versioned[]> {
  const entries = await readCover(tx, from);
  return entries.map((entry) => ({ entry, sequence: 0, cancelled: false, changedAt: ALWAYS }));
}
