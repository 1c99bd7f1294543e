import { Injectable } from '@nestjs/common';
import { Engine } from '../engine/index.js';
import type { PendingTimer } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** A reason as somebody gave it. */
export interface GivenReason {
  readonly kind: string;
  readonly body: string;
  readonly until: string | null;
  readonly by: string;
  readonly at: Date;
}

/** A question to an adviser and its answer. */
export interface AskedAdviser {
  /** Name of the trust or local authority. */
  readonly organisation: string;
  readonly question: string;
  readonly dueOn: string;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly takenBackAt: Date | null;
}

/** Where a need is, and why. */
export interface NeedStory {
  /** Labels of where it stands, outermost first. */
  readonly labels: readonly string[];
  /** What is happening and who has the next move. */
  readonly explain: string;
  readonly reasons: readonly GivenReason[];
  readonly referrals: readonly AskedAdviser[];
  readonly clocks: readonly PendingTimer[];
}

/** Tells a need's way, as the caller. */
@Injectable()
export class NeedStories {
  constructor(private readonly engine: Engine) {}

  /**
   * The database shows the person a decision's reason once it can no longer be undone, and those who decide at once.
   * Throws InstanceNotFound.
   */
  async of(tx: Tx, id: string): Promise<NeedStory> {
    const { at } = await this.engine.read.instance(tx, id);
    const [reasons, referrals, clocks] = await Promise.all([
      this.reasons(tx, id),
      this.referrals(tx, id),
      this.engine.read.timers(tx, id),
    ]);
    return {
      labels: at.map(({ label }) => label),
      explain: at.at(-1)?.explain ?? '',
      reasons,
      referrals,
      clocks,
    };
  }

  private reasons(tx: Tx, id: string): Promise<GivenReason[]> {
    return tx.query<GivenReason>(
      `select w.kind, w.body, w.until::text as until, p.forename || ' ' || p.surname as by, w.at
        from cpd.need_word w join cpd.person p on p.id = w.by_person
        where w.need_id = $1 and w.undone_at is null order by w.at, w.id`,
      [id],
    );
  }

  private referrals(tx: Tx, id: string): Promise<AskedAdviser[]> {
    return tx.query<AskedAdviser>(
      `select coalesce(o.name, r.organisation, '') as organisation, r.question, r.due_on::text as "dueOn", r.answer,
          r.answered_at as "answeredAt", r.taken_back_at as "takenBackAt"
        from cpd.referral r left join cpd.organisations_above() o on o.id = r.organisation_id
        where r.need_id = $1 order by r.asked_at, r.id`,
      [id],
    );
  }
}
