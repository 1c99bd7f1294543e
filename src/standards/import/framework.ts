import { z } from 'zod';

/** How one standard stands to another. `buildsOn`: `from` presumes `to`. */
export const RELATION_KINDS = [
  'buildsOn',
  'exactMatch',
  'related',
  'partOf',
  'peerOf',
  'replacedBy',
] as const;

/** A code as frameworks print it ('TS1a', 'P2.1', 'CCSS.Math.Content.6.RP.A'): no spaces, no separators of lists. */
const code = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u, 'a code of letters, digits, . _ : / or -');

/** Text of one paragraph. */
const text = (most: number): z.ZodString =>
  z
    .string()
    .min(1, { error: 'some text', abort: true })
    .max(most, `at most ${most} characters`)
    .regex(/^\S(?:[^\p{Cc}]*\S)?$/u, 'text without spaces at its ends, line breaks or control characters');

const isoDate = z.iso.date('a date such as 2012-09-01');

const sectionSchema = z.strictObject({ code, title: text(300) });

const stageSchema = z.strictObject({
  code,
  title: text(300),
  /** Stages whose standards must be met as well. */
  presumes: z.array(code).readonly(),
});

const standardSchema = z.strictObject({
  code,
  /** Code of its section. */
  section: code,
  /** Our own short title, or the official text that a school has imported. */
  title: text(2000),
  /** Code of the standard that this one is part of. */
  parent: code.optional(),
  /** Code of its career stage, where the framework has stages. */
  stage: code.optional(),
  /** Identifier of the CASE item that it was imported from. */
  identifier: z.guid().optional(),
});

const relationSchema = z.strictObject({ from: code, to: code, kind: z.enum(RELATION_KINDS) });

/** One published framework in one version. */
export const frameworkSchema = z.strictObject({
  code,
  title: text(300),
  version: text(40),
  inForceFrom: isoDate,
  /** Last day in force; null while it is. */
  inForceTo: isoDate.nullable(),
  /** Where the official text stands. */
  source: z.url('a web address'),
  /** What a reader must know: what is our own in it. */
  note: text(1000).optional(),
  identifier: z.guid().optional(),
  sections: z.array(sectionSchema).min(1, 'at least one section').readonly(),
  stages: z.array(stageSchema).readonly().optional(),
  standards: z.array(standardSchema).min(1, 'at least one standard').readonly(),
  relations: z.array(relationSchema).readonly(),
});

export type Framework = Readonly<z.infer<typeof frameworkSchema>>;
export type Section = Framework['sections'][number];
export type Stage = NonNullable<Framework['stages']>[number];
export type Standard = Framework['standards'][number];
export type Relation = Framework['relations'][number];
export type RelationKind = (typeof RELATION_KINDS)[number];

/** What a file of standards does not say about its framework. */
export type FrameworkAbout = Pick<
  Framework,
  'code' | 'title' | 'version' | 'inForceFrom' | 'inForceTo' | 'source' | 'note'
>;

/** How the standards of one framework answer to those of another. */
export interface Crosswalk {
  /** Framework codes. */
  readonly from: string;
  readonly to: string;
  /** `from` of a relation is a code of the one, `to` a code of the other. */
  readonly relations: readonly Relation[];
}
