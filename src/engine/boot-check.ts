import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import { BUILT_IN } from './charts/definition.js';
import type { ChartDefinition } from './charts/definition.js';
import { lint } from './charts/lint.js';
import type { ChartRegistry } from './charts/registry.js';
import { BootRefused } from './errors.js';
import type { Host } from './host.js';

/** Everything in which charts and host do not fit together, one sentence each. */
export function hostProblems(charts: readonly ChartDefinition[], host: Host): string[] {
  return [
    ...charts.flatMap(lint),
    ...duplicates(charts.map((c) => `${c.name} v${c.version}`)).map((c) => `Chart ${c} is registered twice.`),
    ...commandProblems(charts, host),
    ...factProblems(charts, host),
    ...clockProblems(charts, host),
  ];
}

/** Every command named by a chart has exactly one handler, and the reverse. `tell` is the engine's own. */
function commandProblems(charts: readonly ChartDefinition[], host: Host): string[] {
  const handled = host.handlers.map((h) => h.command);
  const named = new Set(charts.flatMap((c) => Object.keys(c.commands)));
  const usable = new Set([...named, ...Object.keys(BUILT_IN).filter((b) => b !== 'tell')]);
  const mixed = [...named].filter(
    (name) => new Set(charts.flatMap((c) => c.commands[name]?.when ?? [])).size > 1,
  );
  return [
    ...duplicates(handled).map((c) => `Command "${c}" has more than one handler.`),
    ...[...named]
      .filter((c) => !handled.includes(c))
      .map((c) => `Command "${c}" has no handler: register one with the host.`),
    ...handled
      .filter((c) => !usable.has(c))
      .map((c) => `Handler "${c}" is not named by any chart: remove it or its chart is missing.`),
    ...mixed.map(
      (c) => `Command "${c}" runs in the transaction for one chart and after the commit for another.`,
    ),
  ];
}

function factProblems(charts: readonly ChartDefinition[], host: Host): string[] {
  const provided = host.facts.map((f) => f.fact);
  const asked = new Set(charts.flatMap((c) => Object.values(c.facts ?? {})));
  return [
    ...duplicates(provided).map((f) => `Fact "${f}" has more than one provider.`),
    ...[...asked].filter((f) => !provided.includes(f)).map((f) => `Fact "${f}" has no provider.`),
    ...provided.filter((f) => !asked.has(f)).map((f) => `Fact "${f}" is not asked for by any chart.`),
  ];
}

function clockProblems(charts: readonly ChartDefinition[], host: Host): string[] {
  return charts.flatMap((chart) =>
    Object.entries(chart.clocks).flatMap(([delay, rule]) =>
      host.clocks
        .check(rule)
        .map((problem) => `Delay "${delay}" of chart ${chart.name} v${chart.version}: ${problem}.`),
    ),
  );
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

/** Refuses to start when charts, host and database do not fit together. Throws BootRefused with every reason. */
export async function bootCheck(unit: UnitOfWork, registry: ChartRegistry, host: Host): Promise<void> {
  const live = await unit.bare<{ chart: string; version: number; n: number }>(
    { name: 'engine.live_versions', text: 'select chart, version, n from engine.live_versions($1)' },
    [unit.secret],
  );
  const missing = live
    .filter(({ chart, version }) => !registry.has(chart, version))
    .map(
      ({ chart, version, n }) =>
        `${n} live records run on ${chart} v${version}, which is not in the registry: keep that version, or migrate them first.`,
    );
  const problems = [...hostProblems(registry.all, host), ...missing];
  if (problems.length > 0) throw new BootRefused(problems);
}
