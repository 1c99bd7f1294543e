import { FrameworksService } from '../../standards/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import type { Figure, FigureRow, FigureYear } from './figure.js';
import { once } from './once.js';

interface Change {
  readonly id: string;
  readonly person: string;
  readonly framework: string;
  readonly standard: string;
  readonly before: number;
  readonly after: number;
}

const CHANGES = {
  name: 'reports.standards_change',
  text: `select assessment_id as id, person_id::text as person, framework, standard, before_rating as before, after_rating as after
    from confidential.standards_change($1) where before_rating is not null and after_rating is not null`,
};
/** 3: secure. 4: could help others. */
const SECURE = 3;
const frameworks = new FrameworksService();

/** By framework and section of the framework. A framework that is gone leaves its code. */
async function changes(tx: Tx, year: FigureYear, counts: (change: Change) => boolean): Promise<FigureRow[]> {
  const rows = await once(tx, `standards ${year.id}`, () => tx.query<Change>(CHANGES, [year.id]));
  const parts = new Map<string, readonly string[]>();
  for (const code of new Set(rows.map((it) => it.framework))) {
    const { title, standards, sections } = await frameworks.one(tx, code);
    for (const it of standards)
      parts.set(`${code} ${it.code}`, [
        title,
        sections.find((section) => section.code === it.section)?.title ?? it.section,
      ]);
  }
  return rows.map((it) => ({
    ...{ kind: 'rating', id: `${it.id}:${it.standard}`, label: it.standard, people: [it.person] },
    ...{ part: parts.get(`${it.framework} ${it.standard}`) ?? [it.framework], counts: counts(it), amount: 0 },
  }));
}

const about = { section: 'standards', unit: 'ratings', kind: 'share', totalsOnly: true } as const;
const nothing = 'Nobody’s self-assessment has both a picture from before and one from after.';

/** Standards before and after, by section: of people with both pictures, and never of fewer than five. */
export const standardsFigures: readonly Figure[] = [
  figure({
    ...{
      ...about,
      name: 'standardsSecureBefore',
      title: 'Standards that people felt secure in, before',
      nothing,
    },
    words:
      'Ratings of 3 or 4 (secure, could help others) at the beginning, of all standards rated both before and after. Where the reviewer saw less, that counts.',
    records: (tx, year) => changes(tx, year, ({ before }) => before >= SECURE),
  }),
  figure({
    ...{ ...about, name: 'standardsSecureAfter', title: 'The same standards, after', nothing },
    words: 'Ratings of 3 or 4 at the end, of the same ratings.',
    records: (tx, year) => changes(tx, year, ({ after }) => after >= SECURE),
  }),
];
