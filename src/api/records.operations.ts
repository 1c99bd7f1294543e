import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Engine, statesIn } from '../engine/index.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { id, idParam, instant } from './answer.schema.js';
import { diagramOf } from './diagram.js';
import { operation } from './operation.js';
import type { ApiSurface, Operation } from './operation.js';
import { Refused } from './problem.js';

const nameParam = z.strictObject({ name: z.string().max(40) });

const stateSchema = z.object({
  path: z.string(),
  label: z.string(),
  explain: z.string(),
  final: z.boolean(),
  duties: z.array(z.object({ name: z.string(), label: z.string(), role: z.string() })),
});

const workflowSchema = z.object({
  name: z.string(),
  version: z.int(),
  title: z.string(),
  explain: z.string(),
  states: z.array(stateSchema),
  events: z.array(
    z.object({ event: z.string(), label: z.string(), explain: z.string(), by: z.array(z.string()) }),
  ),
  clocks: z.array(z.object({ delay: z.string(), says: z.string() })),
  commands: z.array(z.object({ command: z.string(), label: z.string(), when: z.string() })),
});

const recordSchema = z.object({
  id,
  chart: z.string(),
  version: z.int(),
  status: z.string(),
  state: z.string(),
  revision: z.int(),
  startedAt: instant,
  changedAt: instant,
  endedAt: instant.nullable(),
  at: z.array(z.object({ label: z.string(), explain: z.string() })),
  allowed: z.array(
    z.object({ event: z.string(), label: z.string(), explain: z.string(), by: z.array(z.string()) }),
  ),
  refused: z.array(z.object({ event: z.string(), label: z.string(), why: z.string() })),
  history: z.array(
    z.object({
      revision: z.int(),
      event: z.string(),
      label: z.string(),
      at: instant,
      by: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      why: z.string().nullable(),
    }),
  ),
  timers: z.array(
    z.object({ delay: z.string(), dueAt: instant, says: z.string(), movedFrom: instant.nullable() }),
  ),
});

/** What every workflow is, and where any record stands and how it got there. */
@Injectable()
export class RecordsApi implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
  ) {}

  operations(): Operation[] {
    return [this.workflows(), this.workflow(), this.diagram(), this.record()];
  }

  private workflows(): Operation {
    return operation({
      id: 'workflows.list',
      method: 'get',
      path: '/workflows',
      summary: 'All workflows',
      response: z.object({
        workflows: z.array(workflowSchema.pick({ name: true, version: true, title: true, explain: true })),
      }),
      run: ({ proof }) =>
        this.unit.run(proof, () =>
          Promise.resolve({
            workflows: [...new Set(this.engine.charts.all.map((c) => c.name))].map((name) =>
              this.engine.charts.latest(name),
            ),
          }),
        ),
    });
  }

  private workflow(): Operation {
    return operation({
      id: 'workflows.one',
      method: 'get',
      path: '/workflows/{name}',
      summary: 'A workflow: states, events, clocks and labels',
      params: nameParam,
      response: workflowSchema,
      run: ({ proof }, { params }) =>
        this.unit.run(proof, () => {
          const chart = this.chartNamed(params.name);
          return Promise.resolve({
            name: chart.name,
            version: chart.version,
            title: chart.title,
            explain: chart.explain,
            states: statesOf(chart),
            events: Object.entries(chart.events).map(([event, e]) => ({ event, ...e, by: [...e.by] })),
            clocks: Object.entries(chart.clocks).map(([delay, rule]) => ({
              delay,
              says: (rule as { says: string }).says,
            })),
            commands: Object.entries(chart.commands).map(([command, c]) => ({ command, ...c })),
          });
        }),
    });
  }

  private diagram(): Operation {
    return operation({
      id: 'workflows.diagram',
      method: 'get',
      path: '/workflows/{name}/diagram.svg',
      summary: 'A workflow drawn as SVG',
      params: nameParam,
      response: z.string(),
      produces: 'image/svg+xml',
      run: ({ proof }, { params }) => this.unit.run(proof, () => diagramOf(this.chartNamed(params.name))),
    });
  }

  private record(): Operation {
    return operation({
      id: 'instances.one',
      method: 'get',
      path: '/instances/{id}',
      summary: 'Where a record is, how it got there, what can happen now and why other things cannot',
      params: idParam,
      response: recordSchema,
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => {
          const { read } = this.engine;
          const view = await read.instance(tx, params.id);
          const outlook = await read.outlook(tx, params.id);
          return {
            ...view,
            at: [...view.at],
            allowed: outlook.filter((o) => o.accepted).map((o) => ({ ...o, by: [...o.by] })),
            refused: outlook.filter((o) => !o.accepted).map((o) => ({ ...o, why: o.why ?? '' })),
            history: await read.history(tx, params.id),
            timers: await read.timers(tx, params.id),
          };
        }),
    });
  }

  private chartNamed(name: string) {
    if (!this.engine.charts.all.some((c) => c.name === name)) {
      throw new Refused(404, 'not-found', `There is no workflow "${name}".`, {
        known: [...new Set(this.engine.charts.all.map((c) => c.name))],
      });
    }
    return this.engine.charts.latest(name);
  }
}

function statesOf(chart: ReturnType<RecordsApi['chartNamed']>): z.input<typeof stateSchema>[] {
  return statesIn(chart).map(({ path, type, meta }) => ({
    path,
    label: meta.label,
    explain: meta.explain,
    final: type === 'final',
    duties: (meta.duties ?? []).map(({ name, label, role }) => ({ name, label, role })),
  }));
}
