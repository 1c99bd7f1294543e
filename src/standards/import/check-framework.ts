import { frameworkSchema } from './framework.js';
import type { Framework } from './framework.js';
import { problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';

/**
 * Everything that must hold of a framework, told at once: shape, codes once only, parents, sections, stages and
 * relations that exist, no standard that is part of itself.
 * @param place says where in its file a standard stands; by default its path
 */
export function checkFramework(
  framework: Framework,
  place: (standard: number) => string = (index) => `standards[${index}]`,
): FrameworkProblem[] {
  const shape = frameworkSchema.safeParse(framework);
  const problems = (shape.error?.issues ?? []).map((issue) => {
    const [list, index, ...rest] = issue.path;
    const inStandard = list === 'standards' && typeof index === 'number';
    const at = inStandard ? [place(index), ...rest].join(', ') : issue.path.join('.');
    return problemAt(at, 'badValue', valueAt(framework, issue.path), `Expected ${issue.message}.`);
  });
  return [...problems, ...checkCodes(framework, place), ...checkLinks(framework, place)];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = root;
  for (const key of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function checkCodes(framework: Framework, place: (standard: number) => string): FrameworkProblem[] {
  const problems: FrameworkProblem[] = [];
  const first = new Map<string, number>();
  framework.standards.forEach(({ code }, index) => {
    const before = first.get(code);
    if (before === undefined) first.set(code, index);
    else
      problems.push(
        problemAt(place(index), 'duplicateCode', code, `A code once only; ${place(before)} has it.`),
      );
  });
  for (const [list, entries] of [
    ['sections', framework.sections],
    ['stages', framework.stages ?? []],
  ] as const) {
    const codes = entries.map((entry) => entry.code);
    codes.forEach((code, index) => {
      if (codes.indexOf(code) < index)
        problems.push(problemAt(`${list}[${index}]`, 'duplicateCode', code, 'A code once only.'));
    });
  }
  return problems;
}

function checkLinks(framework: Framework, place: (standard: number) => string): FrameworkProblem[] {
  const { standards, stages = [], relations } = framework;
  const problems: FrameworkProblem[] = [];
  const codes = new Set(standards.map(({ code }) => code));
  const sections = new Set(framework.sections.map(({ code }) => code));
  const stageCodes = new Set(stages.map(({ code }) => code));
  standards.forEach(({ section, parent, stage }, index) => {
    if (!sections.has(section))
      problems.push(
        problemAt(place(index), 'unknownSection', section, 'The code of a section of this framework.'),
      );
    if (parent !== undefined && !codes.has(parent))
      problems.push(
        problemAt(place(index), 'unknownParent', parent, 'The code of a standard of this framework.'),
      );
    if (stage !== undefined && !stageCodes.has(stage))
      problems.push(problemAt(place(index), 'unknownStage', stage, 'The code of a stage of this framework.'));
  });
  stages.forEach(({ presumes }, index) => {
    for (const stage of presumes)
      if (!stageCodes.has(stage))
        problems.push(
          problemAt(`stages[${index}]`, 'unknownStage', stage, 'The code of a stage of this framework.'),
        );
  });
  relations.forEach(({ from, to }, index) => {
    for (const end of [from, to])
      if (!codes.has(end))
        problems.push(
          problemAt(
            `relations[${index}]`,
            'unknownRelation',
            end,
            'The code of a standard of this framework.',
          ),
        );
  });
  return [...problems, ...checkParents(framework, place)];
}

/** Each loop of parents once, where it first shows. */
function checkParents(framework: Framework, place: (standard: number) => string): FrameworkProblem[] {
  const parents = new Map(framework.standards.map(({ code, parent }) => [code, parent]));
  const seen = new Set<string>();
  const problems: FrameworkProblem[] = [];
  framework.standards.forEach(({ code }, index) => {
    const path = new Set<string>();
    let at: string | undefined = code;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      path.add(at);
      at = parents.get(at);
    }
    if (at === undefined || !path.has(at)) return;
    const all = [...path];
    const loop = [...all.slice(all.indexOf(at)), at].join(' → ');
    problems.push(problemAt(place(index), 'parentLoop', loop, 'No standard is part of itself.'));
  });
  return problems;
}
