import type { Framework, Standard } from './framework.js';

/** Section by section, each standard before its parts, else as they come: the order in which people read. */
export function inReadingOrder(framework: Framework): Framework {
  const codes = new Set(framework.standards.map(({ code }) => code));
  const parts = new Map<string, Standard[]>();
  for (const standard of framework.standards) {
    const above = standard.parent !== undefined && codes.has(standard.parent) ? standard.parent : '';
    parts.set(above, [...(parts.get(above) ?? []), standard]);
  }
  const place = new Map(framework.sections.map(({ code }, index) => [code, index]));
  const inSections = (list: readonly Standard[]): Standard[] =>
    [...list].sort((a, b) => (place.get(a.section) ?? Infinity) - (place.get(b.section) ?? Infinity) || 0);
  const ordered: Standard[] = [];
  const waiting = inSections(parts.get('') ?? []).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.push(next);
    waiting.push(...inSections(parts.get(next.code) ?? []).reverse());
  }
  return { ...framework, standards: ordered };
}
