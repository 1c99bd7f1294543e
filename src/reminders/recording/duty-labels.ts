import { statesIn } from '../../engine/index.js';
import type { ChartDefinition } from '../../engine/index.js';

/** What duties are called, by '<chart>.<duty>'; newer versions of a chart before older ones. */
export function dutyLabels(charts: readonly ChartDefinition[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const chart of [...charts].sort((one, other) => one.version - other.version)) {
    for (const { meta } of statesIn(chart)) {
      for (const { name, label } of meta.duties ?? []) labels.set(`${chart.name}.${name}`, firstPart(label));
    }
  }
  return labels;
}

/** Labels may go on after a semicolon, for pages. */
const firstPart = (label: string): string => label.split(';')[0] ?? label;
