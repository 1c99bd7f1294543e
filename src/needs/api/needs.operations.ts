import { Injectable } from '@nestjs/common';
import { needChart } from '../../../workflows/need/need.chart.js';
import { command } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { decisions } from './decisions.js';
import type { Decision } from './decisions.js';

/** Every event of a need that people send, one operation each. */
@Injectable()
export class NeedsOperations implements ApiSurface {
  constructor(private readonly engine: Engine) {}

  operations(): readonly Operation[] {
    return Object.entries<Decision>(decisions).map(([event, decision]) => this.commandOf(event, decision));
  }

  private commandOf(event: string, decision: Decision): Operation {
    return command(this.engine, {
      ...{ chart: needChart, event, collection: 'needs', body: decision.body },
      payload: (body) => decision.payload(body),
      within: async (tx, body, instance) => decision.within?.(tx, body, instance),
    });
  }
}
