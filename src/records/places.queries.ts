import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/index.js';
import type { ChartDefinition } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { recordLine, recordPlaces } from './records.schemas.js';
import { mapOf } from './map.js';
import { outlineOf, pathsIn, standingOf } from './outline.js';
import { RecordNames } from './record-names.js';
import { Directory } from './roles.js';

type Line = z.input<typeof recordLine>;

const COUNTS = {
  name: 'records.counts',
  text: 'select state, count(*)::int as n from engine.instance where tenant_id = auth.school() and chart = $1 group by state',
};
const LINES = {
  name: 'records.lines',
  text: `select id, chart, version, state, changed_at,
      coalesce(snapshot->'context'->'people'->>'reviewee', snapshot->'context'->'people'->>'person') as subject
    from engine.instance where tenant_id = auth.school() and chart = $1 and state = any ($2)
    order by changed_at desc, id limit $3`,
};

/** Counts records by where they stand: of those that whoever asks may see. */
@Injectable()
export class RecordPlaces {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RecordNames) private readonly names: RecordNames,
  ) {}

  async counts(tx: Tx, chart: ChartDefinition): Promise<z.input<typeof recordPlaces>> {
    const rows = await tx.query<{ state: string; n: number }>(COUNTS, [chart.name]);
    const { states } = outlineOf(chart);
    const map = mapOf(chart);
    return {
      chart: chart.name,
      title: chart.title,
      explain: chart.explain,
      total: rows.reduce((sum, { n }) => sum + n, 0),
      map: { places: [...map.places], ways: [...map.ways] },
      places: states.map(({ path, meta, type }) => ({
        path,
        label: meta.label,
        explain: meta.explain,
        depth: path.split('.').length - 1,
        final: type === 'final',
        n: rows.filter(({ state }) => isAt(state, path)).reduce((sum, { n }) => sum + n, 0),
      })),
    };
  }

  /** Those that stand at a place, the latest first. */
  async linesAt(tx: Tx, chart: ChartDefinition, path: string, most: number): Promise<Line[]> {
    const rows = await tx.query<{ state: string }>(COUNTS, [chart.name]);
    const states = rows.map(({ state }) => state).filter((state) => isAt(state, path));
    const found = await tx.query<{
      id: string;
      chart: string;
      version: number;
      state: string;
      changed_at: Date;
      subject: string | null;
    }>(LINES, [chart.name, states, most]);
    const titles = await this.names.titles(tx, found);
    const people = found.flatMap(({ subject }) => subject ?? []);
    const directory = await Directory.read(tx, people, localDate(tx.at));
    return found.map((row) => ({
      id: row.id,
      chart: row.chart,
      title: titles.get(row.id) ?? null,
      subject: row.subject === null ? null : { id: row.subject, name: directory.name(row.subject) },
      standing: standingOf(this.engine.charts.get(row.chart, row.version), row.state),
      changedAt: row.changed_at.toISOString(),
    }));
  }
}

/** Whether a record's state lies at a place or below it. */
function isAt(state: string, path: string): boolean {
  return pathsIn(state).some((leaf) => leaf === path || leaf.startsWith(`${path}.`));
}
