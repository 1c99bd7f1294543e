import type { Relation, RelationKind } from './framework.js';

/** CASE's name of each kind. 'precedes' points the other way: what is built on precedes what builds on it. */
const NAMES: Readonly<Record<RelationKind, string>> = {
  buildsOn: 'precedes',
  exactMatch: 'exactMatchOf',
  related: 'isRelatedTo',
  partOf: 'isPartOf',
  peerOf: 'isPeerOf',
  replacedBy: 'replacedBy',
};

const KINDS = new Map(Object.entries(NAMES).map(([kind, name]) => [name, kind as RelationKind]));

export interface CaseRelation {
  readonly associationType: string;
  readonly origin: string;
  readonly destination: string;
}

/** A relation in CASE's words. */
export function toCase({ from, to, kind }: Relation): CaseRelation {
  const [origin, destination] = kind === 'buildsOn' ? [to, from] : [from, to];
  return { associationType: NAMES[kind], origin, destination };
}

/** A CASE association in our words; undefined for kinds that we have no use for (exemplar, hasSkillLevel ...). */
export function fromCase({ associationType, origin, destination }: CaseRelation): Relation | undefined {
  const kind = KINDS.get(associationType);
  if (!kind) return undefined;
  return kind === 'buildsOn'
    ? { from: destination, to: origin, kind }
    : { from: origin, to: destination, kind };
}
