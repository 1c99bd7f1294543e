import fc from 'fast-check';
import { inReadingOrder, RELATION_KINDS } from '../../../src/standards/import/index.js';
import type { Framework } from '../../../src/standards/import/index.js';

/** Text that a framework may hold, nasty for CSV and JSON: quotes, commas, formulas, other scripts. */
export const someText = fc
  .oneof(
    fc.constantFrom('=1+1', "'=1+1", '-x', '@a', 'a "b", c; d', 'a\\b', 'Ω, é, 漢', "'", '"'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .map((text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  )
  .filter((text) => text !== '' && !text.includes('\ufeff'));

const SECTIONS = ['s1', 's2', 's3'];
const STAGES = ['Q', 'C'];

/** Frameworks that hold together, in reading order, every section used. */
export const someFramework: fc.Arbitrary<Framework> = fc
  .record({
    titles: fc.array(someText, { minLength: 3, maxLength: 14 }),
    numbers: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
    version: fc.constantFrom('1', '2026 draft'),
    inForceTo: fc.option(fc.constant('2030-08-31')),
    note: fc.option(someText, { nil: undefined }),
    identifier: fc.option(fc.uuid(), { nil: undefined }),
  })
  .map(({ titles, numbers, version, inForceTo, note, identifier }) => {
    const pick = (at: number): number => numbers[at % numbers.length] ?? 0;
    const standards: Framework['standards'][number][] = [];
    titles.forEach((title, at) => {
      const parent = at >= 3 && pick(at) % 2 === 0 ? standards[pick(at + 1) % at] : undefined;
      standards.push({
        code: `X${at}`,
        section: parent?.section ?? SECTIONS[at % 3] ?? '',
        title,
        ...(parent && { parent: parent.code }),
        stage: STAGES[pick(at + 2) % 2],
      });
    });
    const relations = standards
      .filter((_, at) => at > 0 && pick(at + 7) % 3 === 0)
      .map(({ code }, index) => ({
        from: code,
        to: `X${pick(index) % standards.length}`,
        kind: RELATION_KINDS[pick(index + 9) % RELATION_KINDS.length] ?? 'related',
      }));
    return inReadingOrder({
      code: 'some',
      title: titles[0] ?? '',
      version,
      inForceFrom: '2026-09-01',
      inForceTo,
      source: 'https://school.example/standards',
      ...(note !== undefined && { note }),
      ...(identifier !== undefined && { identifier }),
      sections: SECTIONS.map((code, at) => ({ code, title: titles[at] ?? code })),
      stages: [
        { code: 'Q', title: 'First', presumes: [] },
        { code: 'C', title: 'Second', presumes: ['Q'] },
      ],
      standards,
      relations,
    });
  });

/** Relations as a set: a file need not keep their order. */
export function unordered(framework: Framework): Framework {
  const key = (relation: Framework['relations'][number]): string => JSON.stringify(relation);
  return { ...framework, relations: [...framework.relations].sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
