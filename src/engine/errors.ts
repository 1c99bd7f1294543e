/** What may be sent now, for an error or a page. */
export interface AllowedEvent {
  readonly event: string;
  readonly label: string;
}

/** Everything that the engine refuses is one of these: a stable code, a sentence, and what a client needs to go on. */
export abstract class EngineError extends Error {
  abstract readonly code: string;
  /** Extra members for problem+json. */
  details(): Record<string, unknown> {
    return {};
  }
}

/** No such instance, or not for this principal: the two look the same. */
export class InstanceNotFound extends EngineError {
  readonly code = 'not-found';
  constructor() {
    super('There is no such record, or it is not open to you.');
  }
}

/** The chart has no such event. */
export class UnknownEvent extends EngineError {
  readonly code = 'unknown-event';
  constructor(
    readonly event: string,
    readonly known: readonly string[],
  ) {
    super(`This kind of record knows no "${event}".`);
  }
  override details(): Record<string, unknown> {
    return { event: this.event, known: this.known };
  }
}

/** The chart has the event, but not now; nothing was written. */
export class EventNotAccepted extends EngineError {
  readonly code: string = 'event-not-accepted';
  constructor(
    readonly event: string,
    readonly state: string,
    readonly allowed: readonly AllowedEvent[],
    readonly why: string,
    readonly revision: number,
    readonly last: LastStep,
  ) {
    super(why);
  }
  override details(): Record<string, unknown> {
    return {
      event: this.event,
      state: this.state,
      allowed: this.allowed,
      revision: this.revision,
      last: this.last,
    };
  }
}

/** Who moved the record last, so that the one who came second is told. */
export interface LastStep {
  readonly event: string;
  readonly by: string;
  readonly at: string;
}

/** The instance has ended: nothing can be sent any more. */
export class InstanceFinished extends EventNotAccepted {
  override readonly code = 'finished';
}

/** The sender's roles do not include one that may send this. */
export class NotPermitted extends EngineError {
  readonly code = 'not-permitted';
  constructor(
    readonly event: string,
    readonly by: readonly string[],
  ) {
    super('This is for somebody else to do.');
  }
  override details(): Record<string, unknown> {
    return { event: this.event, mayBeDoneBy: this.by };
  }
}

/** The caller worked from an older revision. */
export class StaleRevision extends EngineError {
  readonly code = 'stale-revision';
  constructor(
    readonly revision: number,
    readonly state: string,
    readonly last: LastStep,
  ) {
    super('Somebody else changed this record in the meantime. Look at it again, then decide.');
  }
  override details(): Record<string, unknown> {
    return { revision: this.revision, state: this.state, last: this.last };
  }
}

/** The same idempotency key came with another command. */
export class KeyReused extends EngineError {
  readonly code = 'idempotency-key-reused';
  constructor() {
    super('This idempotency key was used for a different command. Use a new key for a new command.');
  }
}

/** The chart itself failed; the event is kept, the instance is untouched. */
export class StepFailed extends EngineError {
  readonly code = 'step-failed';
  constructor(
    readonly instance: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      'This step failed inside the engine. It was kept for an operator, and the record is as it was.',
      options,
    );
  }
}

/** The instance was set aside because its snapshot cannot be used. */
export class InstanceQuarantined extends EngineError {
  readonly code = 'quarantined';
  constructor(readonly reason: string) {
    super('This record was set aside for repair. Nothing was changed; an operator has been told.');
  }
}

/** This process does not know the version of the chart that the instance runs on (a rolling deployment). */
export class VersionUnknown extends EngineError {
  readonly code = 'version-unknown';
  constructor(
    readonly chart: string,
    readonly version: number,
  ) {
    super(
      `This server does not know version ${version} of "${chart}". Another server will do it; please try again.`,
    );
  }
}

/** Charts, handlers and database do not fit together: the process must not start. */
export class BootRefused extends EngineError {
  readonly code = 'boot-refused';
  constructor(readonly problems: readonly string[]) {
    super(`The engine does not start:\n${problems.map((p) => `- ${p}`).join('\n')}`);
  }
}
