import { Inject, Injectable } from '@nestjs/common';
import { Watch } from '../platform/watch.js';
import { Seals } from './seals.service.js';

/** How often a process seals what was added, milliseconds. */
const EVERY = 60_000;

/** Seals the audit while the process lives. Every process may: seals wait for one another, and nothing is sealed twice. */
@Injectable()
export class SealsWatch extends Watch {
  constructor(@Inject(Seals) private readonly seals: Seals) {
    super('Audit', EVERY);
  }

  protected turn(): Promise<unknown> {
    return this.seals.seal();
  }
}
