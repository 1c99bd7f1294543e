import { checkFramework } from './check-framework.js';
import { readLines } from './csv-lines.js';
import type { Line } from './csv-lines.js';
import { RELATION_KINDS } from './framework.js';
import type { Framework, FrameworkAbout, Relation, Section, Stage, Standard } from './framework.js';
import { problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';
import { inReadingOrder } from './reading-order.js';

export type FrameworkFile =
  | { readonly ok: true; readonly framework: Framework; readonly warnings: readonly FrameworkProblem[] }
  | {
      readonly ok: false;
      readonly problems: readonly FrameworkProblem[];
      readonly warnings: readonly FrameworkProblem[];
    };

/**
 * Reads standards from CSV: code, section, text, and where it has them section title, parent, stage and relations
 * ('buildsOn Q1; related Q7'). UTF-8, or windows-1252 as older spreadsheets write.
 * @param about what the file does not say; `stages` gives titles to stages, else their code is their title
 */
export function readFrameworkCsv(
  bytes: Buffer,
  about: FrameworkAbout & { readonly stages?: readonly Stage[] },
): FrameworkFile {
  const warnings: FrameworkProblem[] = [];
  const problems: FrameworkProblem[] = [];
  const lines = readLines(bytes, problems);
  if (lines.length === 0 && problems.length === 0)
    problems.push(problemAt('', 'noStandards', '', 'A header line and one line for each standard.'));
  if (problems.length > 0) return { ok: false, problems, warnings };
  const sections = sectionsOf(lines);
  const standards = lines.map(({ cell }): Standard => {
    const { code, text: title, parent, stage } = cell;
    const section = sections.codes.get(cell.section) ?? '';
    return { code, section, title, ...(parent && { parent }), ...(stage && { stage }) };
  });
  const relations = lines.flatMap((line) => readRelations(line, problems));
  const stages = about.stages ?? stagesOf(standards);
  const { stages: _given, ...rest } = about;
  const framework = {
    ...rest,
    sections: sections.list,
    ...(stages.length > 0 && { stages }),
    standards,
    relations,
  };
  problems.push(...checkFramework(framework, (index) => `line ${lines[index]?.line ?? 0}`));
  warnings.push(...sectionsThatDiffer(standards, lines));
  return problems.length > 0
    ? { ok: false, problems, warnings }
    : { ok: true, framework: inReadingOrder(framework), warnings };
}

/** A section is named by code, or by a title from which a code is made. */
function sectionsOf(lines: readonly Line[]): { list: Section[]; codes: Map<string, string> } {
  const codes = new Map<string, string>();
  const list: Section[] = [];
  for (const { cell } of lines) {
    if (codes.has(cell.section)) continue;
    const plain = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u.test(cell.section);
    const code = plain ? cell.section : `section-${list.length + 1}`;
    codes.set(cell.section, code);
    list.push({ code, title: cell.sectionTitle || cell.section });
  }
  return { list, codes };
}

function stagesOf(standards: readonly Standard[]): Stage[] {
  const codes = new Set(standards.flatMap(({ stage }) => stage ?? []));
  return [...codes].map((code) => ({ code, title: code, presumes: [] }));
}

function readRelations({ line, cell }: Line, problems: FrameworkProblem[]): Relation[] {
  const entries = cell.relations.split(';').map((entry) => entry.trim());
  return entries.filter(Boolean).flatMap((entry) => {
    const [word, to, ...more] = entry.split(' ');
    const kind = RELATION_KINDS.find((known) => known === word);
    if (kind && to && more.length === 0) return [{ from: cell.code, to, kind }];
    problems.push(
      problemAt(
        `line ${line}`,
        'unknownRelation',
        entry,
        `One of ${RELATION_KINDS.join(', ')}, a space and a code.`,
      ),
    );
    return [];
  });
}

function sectionsThatDiffer(standards: readonly Standard[], lines: readonly Line[]): FrameworkProblem[] {
  const sections = new Map(standards.map(({ code, section }) => [code, section]));
  return standards.flatMap(({ parent, section }, index) => {
    const above = parent === undefined ? undefined : sections.get(parent);
    if (above === undefined || above === section) return [];
    const expected = `Its parent ${parent} stands in section ${above}: kept as the file has it.`;
    return [problemAt(`line ${lines[index]?.line ?? 0}`, 'sectionDiffers', section, expected)];
  });
}
