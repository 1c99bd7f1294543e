import { VersionUnknown } from '../errors.js';
import type { ChartDefinition } from './definition.js';

/** Every chart and every version that this process can run. */
export class ChartRegistry {
  private readonly byName = new Map<string, Map<number, ChartDefinition>>();

  constructor(readonly all: readonly ChartDefinition[]) {
    for (const chart of all) {
      const versions = this.byName.get(chart.name) ?? new Map<number, ChartDefinition>();
      this.byName.set(chart.name, versions.set(chart.version, chart));
    }
  }

  /** Throws VersionUnknown when this process does not have that version. */
  get(name: string, version: number): ChartDefinition {
    const chart = this.byName.get(name)?.get(version);
    if (!chart) throw new VersionUnknown(name, version);
    return chart;
  }

  has(name: string, version: number): boolean {
    return this.byName.get(name)?.has(version) ?? false;
  }

  /** The newest version, for instances that start now. Throws VersionUnknown for a name that is not here. */
  latest(name: string): ChartDefinition {
    const versions = this.byName.get(name);
    if (!versions) throw new VersionUnknown(name, 0);
    return versions.get(Math.max(...versions.keys())) as ChartDefinition;
  }
}
