import type { CommandContext } from '../engine/index.js';

/** What an evaluation of a booking is to begin with. */
export interface EvaluationToStart {
  readonly bookingId: string;
  readonly activityId: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly lineManagerId: string | null;
  readonly needId: string | null;
  readonly mode: 'full' | 'light';
  /** Last day of what was attended, ISO date. */
  readonly heldOn: string;
}

/** Begins evaluations; the impact feature is one. Runs in the commit of the attendance, so it starts with `context.start`. */
export interface EvaluationStarter {
  startEvaluation(context: CommandContext, what: EvaluationToStart): Promise<void>;
  /** When an activity has been held: one for all whose places are evaluated as a group, once; nothing where there are none. */
  startGroupEvaluation(context: CommandContext, activityId: string): Promise<void>;
}

/** A certificate that a booking brought. */
export interface CertificateGained {
  readonly certificateId: string;
  readonly bookingId: string;
  readonly personId: string;
  readonly title: string;
  readonly statutory: boolean;
  /** ISO dates; no `expiresOn`: it does not expire. */
  readonly gainedOn: string;
  readonly expiresOn: string | null;
}

/** Looks after certificates that expire. Runs in the commit that records the certificate. */
export interface CertificateReceiver {
  receiveCertificate(context: CommandContext, what: CertificateGained): Promise<void>;
}

/** Where other features say what they do when a booking has borne fruit; each adds itself in `onModuleInit`. */
export class AfterProvision {
  readonly evaluations: EvaluationStarter[] = [];
  readonly certificates: CertificateReceiver[] = [];
}
