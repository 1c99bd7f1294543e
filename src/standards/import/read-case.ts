import { z } from 'zod';
import { linked, packageSchema } from './case.schema.js';
import type { CasePackage } from './case.schema.js';
import { CaseTree } from './case-tree.js';
import { checkFramework } from './check-framework.js';
import type { Framework, FrameworkAbout, Stage } from './framework.js';
import { MOST_BYTES, problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';
import type { FrameworkFile } from './read-framework-csv.js';
import { inReadingOrder } from './reading-order.js';
import { identifierOf } from './write-case.js';

/**
 * Reads a 1EdTech CASE 1.0 package (JSON). Never throws on bad input. What a school cannot mend in somebody else's
 * export is accepted with a warning: date-times without a zone, items without a code, links to other documents.
 * @param about what the package does not say, or says otherwise than the school wants it
 */
export function readCase(bytes: Buffer, about: Partial<FrameworkAbout> = {}): FrameworkFile {
  const json = readJson(bytes);
  if (!json.ok) return { ok: false, problems: [json.problem], warnings: [] };
  const parsed = packageSchema.safeParse(json.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const value: unknown = path.reduce<unknown>(
        (at, key) => (isObject(at) ? Reflect.get(at, key) : undefined),
        json.value,
      );
      return problemAt(pathText(path), 'badValue', JSON.stringify(value) ?? '', `Expected: ${message}.`);
    });
    return { ok: false, problems, warnings: [] };
  }
  const warnings = datesWithoutZone(parsed.data);
  const { framework, problems, places } = build(parsed.data, about, warnings);
  problems.push(...checkFramework(framework, (index) => places[index] ?? ''));
  return problems.length > 0
    ? { ok: false, problems, warnings }
    : { ok: true, framework: inReadingOrder(framework), warnings };
}

function readJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false; problem: FrameworkProblem } {
  const refuse = (
    code: FrameworkProblem['code'],
    at: string,
    expected: string,
  ): { ok: false; problem: FrameworkProblem } => ({
    ok: false,
    problem: problemAt(at, code, '', expected),
  });
  if (bytes.length > MOST_BYTES) return refuse('tooLarge', '', 'A file of at most 10 MB.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('notText', '', 'JSON is written in UTF-8: this file is not.');
  }
  if (text.trim() === '') return refuse('emptyFile', '', 'A CASE package: the file is empty.');
  try {
    const value: unknown = JSON.parse(text);
    const wrapped = isObject(value) && 'CFPackage' in value && !('CFDocument' in value);
    return { ok: true, value: wrapped ? value.CFPackage : value };
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const read = position === undefined ? text : text.slice(0, Number(position));
    return refuse(
      'notJson',
      `line ${read.split('\n').length}`,
      'JSON: it cannot be read further than this line.',
    );
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** CASE demands a zone; exports of OpenSALT up to 2017 have none. One warning, however many there are. */
function datesWithoutZone({ CFDocument, CFItems, CFAssociations }: CasePackage): FrameworkProblem[] {
  const dates = [
    ['CFDocument', CFDocument] as const,
    ...CFItems.map((item, index) => [`CFItems[${index}]`, item] as const),
    ...CFAssociations.map((association, index) => [`CFAssociations[${index}]`, association] as const),
  ];
  const bare = dates.filter(
    ([, { lastChangeDateTime }]) => lastChangeDateTime && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(lastChangeDateTime),
  );
  const [first] = bare;
  if (!first) return [];
  const expected = `A date-time with a zone; ${bare.length} in this file have none. Accepted.`;
  return [
    problemAt(
      `${first[0]}.lastChangeDateTime`,
      'dateWithoutZone',
      first[1].lastChangeDateTime ?? '',
      expected,
    ),
  ];
}

const ownExtension = z.object({
  code: z.string().optional(),
  stages: z
    .array(z.object({ code: z.string(), title: z.string(), presumes: z.array(z.string()) }))
    .optional(),
});

interface Built {
  readonly framework: Framework;
  readonly problems: FrameworkProblem[];
  /** Path of each standard's item. */
  readonly places: readonly string[];
}

function build(source: CasePackage, about: Partial<FrameworkAbout>, warnings: FrameworkProblem[]): Built {
  const { CFDocument: document } = source;
  const own = ownExtension.safeParse(document.extensions?.framework).data ?? {};
  const note = about.note ?? tidy(document.notes);
  const named = {
    code: about.code ?? own.code ?? codeFrom(document.title),
    title: about.title ?? tidy(document.title) ?? '',
    version: about.version ?? tidy(document.version) ?? '1',
    inForceFrom:
      about.inForceFrom ?? document.statusStartDate?.slice(0, 10) ?? assumedStart(document, warnings),
    inForceTo: about.inForceTo ?? document.statusEndDate?.slice(0, 10) ?? null,
    source: about.source ?? document.officialSourceURL ?? document.uri ?? '',
    ...(note !== undefined && { note }),
  };
  const tree = new CaseTree(source, named, warnings);
  const identifier = linked(document.identifier);
  const stages: readonly Stage[] = own.stages ?? [];
  return {
    framework: {
      ...named,
      ...(identifier !== identifierOf(named, 'document') && { identifier }),
      sections: tree.sections,
      ...(stages.length > 0 && { stages }),
      standards: tree.standards.map(({ standard }) => standard),
      relations: tree.relations(),
    },
    problems: tree.problems,
    places: tree.standards.map(({ place }) => place),
  };
}

function tidy(text: string | null | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

function codeFrom(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .split(/\s+/)
    .filter(Boolean);
  return words.join('-').toLowerCase().slice(0, 60) || 'framework';
}

function assumedStart(document: CasePackage['CFDocument'], warnings: FrameworkProblem[]): string {
  const date = document.lastChangeDateTime?.slice(0, 10) ?? '2000-01-01';
  warnings.push(
    problemAt('CFDocument.statusStartDate', 'dateAssumed', '', `The first day in force; ${date} is assumed.`),
  );
  return date;
}
