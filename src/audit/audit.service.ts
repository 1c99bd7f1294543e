import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Statement, Tx } from '../platform/database/unit-of-work.js';

/** Kinds of confidential records whose reads are noted. */
export type ConfidentialKind = 'review' | 'selfAssessment' | 'journalEntry';

/** A look at a confidential record. */
export interface Look {
  readonly kind: ConfidentialKind;
  readonly record: string;
  /** Whose record it is. */
  readonly subject: string;
  /** As what the reader may see it: 'reviewer', 'head'. */
  readonly as: string;
  /** What of it, e.g. 'statement'. */
  readonly part: string;
}

/** Somebody's look, as the person whose record it is sees it. */
export interface Seen {
  readonly at: Date;
  readonly kind: string;
  readonly record: string | null;
  readonly actor: string | null;
  /** Null where it was the system, or the reader has been erased. */
  readonly name: string | null;
  readonly bySystem: boolean;
  readonly as: string | null;
  readonly part: string | null;
}

/** A change, as administrators and the head see it. */
export interface Change {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly kind: string;
  readonly record: string | null;
  readonly actor: string | null;
  readonly name: string | null;
  readonly bySystem: boolean;
  readonly address: string | null;
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly sealed: boolean;
}

const NOTE: Statement = { name: 'audit.note', text: 'select audit.note($1, $2, $3, $4, $5)' };

/** Notes a look: it travels with the commit, so that nobody reads what could not be noted. Costs no round trip. */
export function noteLook(tx: Tx, { kind, record, subject, as, part }: Look): void {
  tx.closing(NOTE, ['read', kind, record, subject, JSON.stringify({ as, part })]);
}

/** Notes that somebody signed, and by what they proved who they are: a session or a token. */
export function noteSignature(
  tx: Tx,
  kind: ConfidentialKind,
  record: string,
  subject: string,
  event: string,
): void {
  const by = tx.principal.audiences.some((audience) => audience.startsWith('session:')) ? 'session' : 'token';
  tx.closing(NOTE, ['signed', kind, record, subject, JSON.stringify({ event, by })]);
}

/** Reads the audit as the caller, whose rights the database checks. */
@Injectable()
export class AuditQueries {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /** Who else has looked at what is mine, newest first. `record`: only at that one. */
  whoHasSeen(
    proof: Proof,
    filter: { readonly record?: string; readonly limit: number; readonly offset: number },
  ): Promise<Seen[]> {
    return this.unit.run(proof, (tx) =>
      tx.query<Seen>(
        `select e.at, e.kind, e.record, e.actor, p.forename || ' ' || p.surname as name, e.as_system as "bySystem",
            e.detail->>'as' as "as", e.detail->>'part' as part
          from audit.entry e left join cpd.person p on p.id = e.actor
          where e.action = 'read' and e.subject = auth.person() and e.actor is distinct from auth.person()
            and ($1::text is null or e.record = $1)
          order by e.id desc limit $2 offset $3`,
        [filter.record ?? null, filter.limit, filter.offset],
      ),
    );
  }

  /** Changes of people, posts, settings and the like, newest first: for administrators and the head. */
  changes(
    proof: Proof,
    filter: {
      readonly kind?: string;
      readonly subject?: string;
      readonly limit: number;
      readonly offset: number;
    },
  ): Promise<Change[]> {
    return this.unit.run(proof, (tx) =>
      tx.query<Change>(
        `select e.id::text, e.at, e.action, e.kind, e.record, e.actor, p.forename || ' ' || p.surname as name,
            e.as_system as "bySystem", e.address, e.subject, e.detail, e.sealed_in is not null as sealed
          from audit.entry e left join cpd.person p on p.id = e.actor
          where not e.confidential and ($1::text is null or e.kind = $1) and ($2::uuid is null or e.subject = $2)
          order by e.id desc limit $3 offset $4`,
        [filter.kind ?? null, filter.subject ?? null, filter.limit, filter.offset],
      ),
    );
  }
}
