import { toCase } from './case-relations.js';
import { derivedIdentifier } from './derived-identifier.js';
import type { Framework } from './framework.js';

export interface CaseOptions {
  /** Instant, ISO 8601 with zone: 'last changed' of everything in the package. */
  readonly asAt: string;
  /** Address of a CASE service, before '/ims/case/v1p0'; without it things are named by urn:uuid. */
  readonly base?: string;
}

interface Link {
  readonly title: string;
  readonly identifier: string;
  readonly uri: string;
}

/** Names under which a framework's things have identifiers of ours. */
export function identifierOf(framework: Pick<Framework, 'code' | 'version'>, ...name: string[]): string {
  return derivedIdentifier(framework.code, framework.version, ...name);
}

/**
 * A framework as a CASE 1.0 package: sections are items of type 'Section', standards are their children. What CASE
 * has no field for (code, stages, note) stands in `extensions`, as CASE 1.1 provides and 1.0 passes over.
 */
export function writeCase(framework: Framework, options: CaseOptions): Record<string, unknown> {
  const lastChangeDateTime = options.asAt;
  const link = (kind: string, identifier: string, title: string): Link => ({
    title: title.slice(0, 100),
    identifier,
    uri: options.base ? `${options.base}/ims/case/v1p0/${kind}/${identifier}` : `urn:uuid:${identifier}`,
  });
  const id = (...name: string[]): string => identifierOf(framework, ...name);
  const document = link('CFDocuments', framework.identifier ?? id('document'), framework.title);
  const section = new Map(
    framework.sections.map(({ code, title }) => [code, link('CFItems', id('section', code), title)]),
  );
  const standard = new Map(
    framework.standards.map(({ code, title, identifier }) => [
      code,
      link('CFItems', identifier ?? id('standard', code), title),
    ]),
  );
  const associate = (type: string, origin: Link, destination: Link, sequenceNumber?: number): object => ({
    ...pick(link('CFAssociations', id(type, origin.identifier, destination.identifier), type)),
    CFDocumentURI: document,
    originNodeURI: origin,
    associationType: type,
    destinationNodeURI: destination,
    ...(sequenceNumber !== undefined && { sequenceNumber }),
    lastChangeDateTime,
  });
  const item = (self: Link, code: string, type: string, text: string, stage?: string): object => ({
    ...pick(self),
    CFDocumentURI: document,
    fullStatement: text,
    humanCodingScheme: code,
    CFItemType: type,
    ...(stage !== undefined && { extensions: { stage } }),
    lastChangeDateTime,
  });
  const { code, version, inForceFrom, inForceTo, source, note, stages } = framework;
  return {
    CFDocument: {
      ...pick(document),
      title: framework.title,
      creator: new URL(source).host || framework.title,
      version,
      officialSourceURL: source,
      statusStartDate: inForceFrom,
      ...(inForceTo !== null && { statusEndDate: inForceTo }),
      ...(note !== undefined && { notes: note }),
      extensions: { framework: { code, ...(stages && { stages }) } },
      CFPackageURI: link('CFPackages', document.identifier, framework.title),
      lastChangeDateTime,
    },
    CFItems: [
      ...framework.sections.map((entry) =>
        item(found(section, entry.code), entry.code, 'Section', entry.title),
      ),
      ...framework.standards.map((entry) =>
        item(found(standard, entry.code), entry.code, 'Standard', entry.title, entry.stage),
      ),
    ],
    CFAssociations: [
      ...framework.sections.map((entry, index) =>
        associate('isChildOf', found(section, entry.code), document, index + 1),
      ),
      ...framework.standards.map((entry, index) => {
        const above =
          entry.parent === undefined ? found(section, entry.section) : found(standard, entry.parent);
        return associate('isChildOf', found(standard, entry.code), above, index + 1);
      }),
      ...framework.relations.map((relation) => {
        const { associationType, origin, destination } = toCase(relation);
        return associate(associationType, found(standard, origin), found(standard, destination));
      }),
    ],
  };
}

function pick({ identifier, uri }: Link): { identifier: string; uri: string } {
  return { identifier, uri };
}

/** A framework that passed `checkFramework` links only to what it has. */
function found(links: ReadonlyMap<string, Link>, code: string): Link {
  const link = links.get(code);
  if (!link) throw new Error(`The framework has nothing with the code ${code}: check it before writing it.`);
  return link;
}
