import { z } from 'zod';
import { Refused } from '../../api/index.js';
import type { Visit } from '../../web/index.js';
import { ALL_SECTIONS } from '../../../workflows/report/report.types.js';
import { reportDocument } from '../api/document.schema.js';
import type { ReportDocument } from '../document/index.js';
import type { Edition } from '../files/index.js';
import { editionOf } from './editions.js';

const section = z.enum(ALL_SECTIONS);
const standing = z.object({
  state: z.string(),
  revision: z.int(),
  labels: z.array(z.string()),
  read: z.array(section).readonly(),
  asked: z.array(section).readonly(),
});
const step = z.object({
  event: z.string(),
  label: z.string(),
  explain: z.string(),
  who: z.array(z.object({ id: z.string() })),
});
const story = z.object({
  standing: z.string(),
  explain: z.string(),
  can: z.array(step),
  cannot: z.array(step.extend({ why: z.string() })),
});

/** A report as somebody opened it. */
export interface OpenReport {
  readonly id: string;
  readonly edition: Edition;
  readonly document: ReportDocument;
  /** Where it stands; null for those to whom only what was published is open. */
  readonly story: z.output<typeof story> | null;
  /** Which sections were read and asked about; null for those who do not read the whole. */
  readonly standing: z.output<typeof standing> | null;
}

/** Opens a report in the edition that was asked for (`?edition=`), or in that of whoever looks. */
export async function openReport(visit: Visit<string>, id: string): Promise<OpenReport> {
  const edition = editionOf(visit.query['edition'], visit.visitor.roles);
  const document = (await documentOf(visit, id, edition)) as ReportDocument;
  return {
    ...{ id, edition, document },
    story:
      edition === 'staff' ? null : await orNothing(visit.ask('records.story', story, { params: { id } })),
    standing: edition === 'head' ? await visit.ask('reports.view', standing, { params: { id } }) : null,
  };
}

async function documentOf(visit: Visit<string>, id: string, edition: Edition) {
  if (edition === 'head') return visit.ask('reports.document', reportDocument, { params: { id } });
  const kind = { governors: 'governors', staff: 'published', addendum: 'addendum' }[edition];
  const paper = visit.ask('reports.paperDocument', reportDocument, { params: { id, kind } });
  if (edition !== 'governors') return paper;
  return (await orNothing(paper)) ?? visit.ask('reports.totalsDocument', reportDocument, { params: { id } });
}

/** Null for what is not there, or not open to whoever asks. */
async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && [403, 404].includes(error.status)) return null;
    throw error;
  }
}

/** Steps that whoever looks can take now, and those that they cannot yet, with the reason. */
export function stepsOf({ story: told }: OpenReport, person: string) {
  const mine = ({ who }: { readonly who: readonly { readonly id: string }[] }) =>
    who.some(({ id }) => id === person);
  return { can: (told?.can ?? []).filter(mine), cannot: (told?.cannot ?? []).filter(mine) };
}
