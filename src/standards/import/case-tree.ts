import { fromCase } from './case-relations.js';
import { linked } from './case.schema.js';
import type { CaseItem, CasePackage } from './case.schema.js';
import type { FrameworkAbout, Relation, Section, Standard } from './framework.js';
import { problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';
import { identifierOf } from './write-case.js';

interface Node {
  readonly identifier: string;
  readonly item: CaseItem;
  readonly place: string;
  readonly code: string;
  readonly isSection: boolean;
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u;

/** The items of a package sorted into sections and standards by their isChildOf associations. */
export class CaseTree {
  readonly problems: FrameworkProblem[] = [];
  readonly sections: Section[];
  readonly standards: { readonly standard: Standard; readonly place: string }[];
  private readonly nodes = new Map<string, Node>();
  private readonly parents = new Map<string, { readonly to: string; readonly sequence: number }>();

  constructor(
    private readonly source: CasePackage,
    private readonly about: Pick<FrameworkAbout, 'code' | 'version' | 'title'>,
    private readonly warnings: FrameworkProblem[],
  ) {
    this.readNodes();
    this.readParents();
    const inSequence = [...this.nodes.values()].sort((a, b) => this.sequence(a) - this.sequence(b) || 0);
    const given = inSequence.filter((node) => node.isSection);
    const spare = given.some(({ code }) => code === 'all') ? 'all-else' : 'all';
    const standards = inSequence.filter((node) => !node.isSection);
    this.standards = standards.map((node) => ({ standard: this.standard(node, spare), place: node.place }));
    const needsSpare = this.standards.some(({ standard }) => standard.section === spare);
    this.sections = [
      ...given.map(({ code, item }) => ({ code, title: oneLine(item.fullStatement) })),
      ...(needsSpare ? [{ code: spare, title: about.title }] : []),
    ];
  }

  /** Associations between standards of this package; what leads elsewhere is told and left out. */
  relations(): Relation[] {
    const outside: string[] = [];
    const relations = this.source.CFAssociations.flatMap((association, index) => {
      const { associationType, originNodeURI, destinationNodeURI } = association;
      if (associationType === 'isChildOf') return [];
      const origin = this.nodes.get(linked(originNodeURI));
      const destination = this.nodes.get(linked(destinationNodeURI));
      const usable = origin && destination && !origin.isSection && !destination.isSection;
      const relation =
        usable && fromCase({ associationType, origin: origin.code, destination: destination.code });
      if (!relation) outside.push(`CFAssociations[${index}]`);
      return relation || [];
    });
    if (outside[0] !== undefined)
      this.warnings.push(
        problemAt(
          outside[0],
          'linkOutside',
          '',
          `${outside.length} associations lead to other documents or are of a kind not used here: left out.`,
        ),
      );
    return relations;
  }

  private readNodes(): void {
    const taken = { section: new Set<string>(), standard: new Set<string>() };
    this.source.CFItems.forEach((item, index) => {
      const place = `CFItems[${index}]`;
      const identifier = linked(item.identifier);
      if (this.nodes.has(identifier)) {
        this.problems.push(problemAt(place, 'duplicateIdentifier', identifier, 'An identifier once only.'));
        return;
      }
      const isSection = item.CFItemType?.toLowerCase() === 'section';
      const code = this.codeOf(item, place, isSection ? taken.section : taken.standard);
      this.nodes.set(identifier, { identifier, item, place, code, isSection });
    });
  }

  /** The item's own code; where it has none, or one that another item has, one is made and told. */
  private codeOf(item: CaseItem, place: string, taken: Set<string>): string {
    const given = item.humanCodingScheme?.trim() ?? '';
    const usable = CODE.test(given)
      ? given
      : given.replace(/[^\p{L}\p{N}._:/-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
    const wanted = usable.slice(0, 56) || 'item';
    let code = CODE.test(given) ? given : wanted;
    for (let count = 2; taken.has(code) || code === 'item'; count += 1) code = `${wanted}-${count}`;
    taken.add(code);
    if (code !== given)
      this.warnings.push(
        problemAt(`${place}.humanCodingScheme`, 'codeMade', given, `A code of its own; ${code} is used.`),
      );
    return code;
  }

  private readParents(): void {
    for (const { associationType, originNodeURI, destinationNodeURI, sequenceNumber } of this.source
      .CFAssociations) {
      const from = linked(originNodeURI);
      if (associationType !== 'isChildOf' || this.parents.has(from)) continue;
      this.parents.set(from, { to: linked(destinationNodeURI), sequence: sequenceNumber ?? Infinity });
    }
  }

  private sequence({ identifier }: Node): number {
    return Math.min(this.parents.get(identifier)?.sequence ?? Infinity, Number.MAX_SAFE_INTEGER);
  }

  private standard(node: Node, spare: string): Standard {
    const above = this.above(node);
    const stage = node.item.extensions?.stage;
    const derived = identifierOf(this.about, 'standard', node.code);
    return {
      code: node.code,
      section: this.sectionOf(node) ?? spare,
      title: oneLine(node.item.fullStatement),
      ...(above && !above.isSection && { parent: above.code }),
      ...(stage !== undefined && { stage }),
      ...(node.identifier !== derived && { identifier: node.identifier }),
    };
  }

  private above({ identifier }: Node): Node | undefined {
    return this.nodes.get(this.parents.get(identifier)?.to ?? '');
  }

  private sectionOf(node: Node): string | undefined {
    const seen = new Set<Node>();
    let at = this.above(node);
    while (at && !at.isSection && !seen.has(at)) {
      seen.add(at);
      at = this.above(at);
    }
    return at?.isSection ? at.code : undefined;
  }
}

function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
