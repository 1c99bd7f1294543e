import { z } from 'zod';

/**
 * What is read of a 1EdTech CASE 1.0 package. Looser than the specification wherever real exports are: links may be
 * plain addresses, empty lists and blank fields may be missing or null; whatever else stands there is passed over.
 */
const link = z.union([
  z.string(),
  z.looseObject({ identifier: z.string().optional(), uri: z.string().optional() }),
]);

const optionalText = z.string().nullish();

const document = z.looseObject({
  identifier: z.guid('an identifier (UUID)'),
  title: z.string('a title').trim().min(1, 'a title'),
  version: optionalText,
  officialSourceURL: optionalText,
  uri: optionalText,
  notes: optionalText,
  statusStartDate: optionalText,
  statusEndDate: optionalText,
  lastChangeDateTime: optionalText,
  extensions: z.looseObject({ framework: z.unknown().optional() }).nullish(),
});

const item = z.looseObject({
  identifier: z.guid('an identifier (UUID)'),
  fullStatement: z.string('a statement').trim().min(1, 'a statement'),
  humanCodingScheme: optionalText,
  CFItemType: optionalText,
  lastChangeDateTime: optionalText,
  extensions: z.looseObject({ stage: z.string().optional() }).nullish(),
});

const association = z.looseObject({
  associationType: z.string('a kind such as isChildOf'),
  originNodeURI: link,
  destinationNodeURI: link,
  /** A number by the specification, digits in OpenSALT's exports. */
  sequenceNumber: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .nullish(),
  lastChangeDateTime: optionalText,
});

export const packageSchema = z.looseObject({
  CFDocument: document,
  CFItems: z
    .array(item)
    .nullish()
    .transform((items) => items ?? []),
  CFAssociations: z
    .array(association)
    .nullish()
    .transform((associations) => associations ?? []),
});

export type CasePackage = z.infer<typeof packageSchema>;
export type CaseItem = CasePackage['CFItems'][number];
export type CaseAssociation = CasePackage['CFAssociations'][number];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The identifier that a link points to, in lower case: named, or the last one in its address. */
export function linked(to: z.infer<typeof link>): string {
  const address = typeof to === 'string' ? to : (to.identifier ?? to.uri ?? '');
  return (address.match(UUID)?.at(-1) ?? address).toLowerCase();
}
