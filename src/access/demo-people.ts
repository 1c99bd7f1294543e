import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SessionsService } from './sessions.service.js';
import type { Opened } from './sessions.service.js';
import type { RequestFacts, Session } from './session.js';
import { AccessSettings } from './settings.js';

/** Somebody of the demo school as whom a visitor may look around. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly jobTitle: string;
  readonly staffGroup: string | null;
  readonly posts: readonly string[];
  readonly reviewer: boolean;
}

/**
 * "Sign in as" for the demo school. Shut three times: not where the server has a public address, not for another school (the
 * database looks), not for somebody who has left.
 */
@Injectable()
export class DemoPeople {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
  ) {}

  get isOpen(): boolean {
    return this.settings.demo;
  }

  /** Everybody in post in the demo school; empty where there is none, or where the server is public. */
  async list(): Promise<DemoPerson[]> {
    if (!this.isOpen) return [];
    return this.unit.bare<DemoPerson>(
      {
        text: `select id, name, job_title as "jobTitle", staff_group as "staffGroup", posts, reviewer
          from auth.demo_people($1)`,
      },
      [this.unit.secret],
    );
  }

  /** Ends the session `before`. Undefined for everybody as whom nobody may sign in. */
  async signInAs(personId: string, facts: RequestFacts, before?: Session): Promise<Opened | undefined> {
    if (!this.isOpen) return undefined;
    const opened = await this.sessions.open(personId, 'demo', facts);
    if (opened && before?.proof.kind === 'session') await this.sessions.close(before.proof.secret);
    return opened;
  }
}
