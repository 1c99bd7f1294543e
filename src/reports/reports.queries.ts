import { Injectable } from '@nestjs/common';
import { ALL_SECTIONS } from '../../workflows/report/report.types.js';
import type { Section } from '../../workflows/report/report.types.js';
import { Refused } from '../api/problem.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Earlier } from './document/document.js';
import { errataOf } from './errata.js';
import { itemsOf } from './items.js';
import { SECTION_TITLES } from './report-view.js';
import type { FigureView, QuestionView, ReportView } from './report-view.js';

type Readers = 'leaders' | 'governors';

const HEAD = `select o.name as school, o.urn, c.title as year, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
    coalesce(f.edition, 0) as edition, f."computedAt",
    (select d.data_version from cpd.report_edition d where d.report_id = r.id and d.edition = f.edition) as "dataVersion",
    (select a.body from cpd.report_addendum a where a.report_id = r.id) as addendum
  from cpd.report r join cpd.cycle c on c.id = r.cycle_id join cpd.organisation o on o.id = r.school_id
  left join lateral (select edition, to_char(computed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "computedAt"
    from cpd.report_figure f where f.report_id = r.id order by edition desc limit 1) f on true
  where r.id = $1`;
const FIGURES = `select section, name, title, words, unit, appendix, in_table as "inTable", value::float8 as value, of::float8 as of, reason, parts
  from cpd.report_figure where report_id = $1 and edition = $2 and readers = $3 order by place`;
const COMMENTARY = `select distinct on (section) section, version, body, not_known as "notKnown" from cpd.report_commentary
  where report_id = $1 order by section, version desc`;
/** What earlier years published. $2: for whom. */
const EARLIER = `select f.name, c.title as cycle, f.value::float8 as value, f.of::float8 as of
  from cpd.cycle mine join cpd.cycle c on c.starts_on < mine.starts_on join cpd.report r on r.cycle_id = c.id
  cross join lateral (select max(p.edition) as edition from cpd.report_paper p where p.report_id = r.id
    and p.kind = 'published') last
  join cpd.report_figure f on f.report_id = r.id and f.edition = last.edition and f.readers = $2
  where mine.id = (select cycle_id from cpd.report where id = $1) order by c.starts_on desc, f.name`;
const QUESTIONS = `select id, section, body, asked_at as "askedAt", answer from cpd.report_question where report_id = $1
  order by asked_at, id`;

type FigureRow = Omit<FigureView, 'earlier'> & { readonly section: Section };

export interface Commentary {
  readonly section: Section;
  readonly version: number;
  readonly body: string;
  readonly notKnown: string;
}

/** A frozen report, as it stands in the records. */
export interface Paper {
  readonly id: string;
  readonly kind: 'governors' | 'published' | 'addendum';
  readonly version: number;
  readonly edition: number;
  readonly body: ReportView;
  readonly madeAt: Date;
  readonly sentAt: Date | null;
}

/** Reads of reports as the caller: what the database does not show is not there. */
@Injectable()
export class ReportsQueries {
  /** The report as it stands now. Throws Refused 404 'not-found'. */
  async view(tx: Tx, id: string, readers: Readers): Promise<ReportView> {
    const [head] = await tx.query<Omit<ReportView, 'sections' | 'errata'>>(HEAD, [id]);
    if (!head) throw new Refused(404, 'not-found', 'There is no such report, or it is not open to you.');
    const figures = await tx.query<FigureRow>(FIGURES, [id, head.edition, readers]);
    const earlier = await tx.query<Earlier & { name: string }>(EARLIER, [id, readers]);
    const commentary = await this.commentary(tx, id);
    const items = await itemsOf(tx, id);
    const sections = ALL_SECTIONS.map((section) => {
      const written = commentary.find((it) => it.section === section);
      return {
        section,
        title: SECTION_TITLES[section],
        figures: figures
          .filter((it) => it.section === section)
          .map(({ section: _section, ...figure }) => ({
            ...figure,
            earlier: earlier.filter(({ name }) => name === figure.name).map(({ name: _name, ...it }) => it),
          })),
        items: items[section] ?? [],
        commentary: written?.body ?? '',
        notKnown: written?.notKnown ?? '',
      };
    });
    return { ...head, sections, errata: await errataOf(tx, id, readers) };
  }

  /** The latest version of each section's commentary. */
  commentary(tx: Tx, id: string): Promise<Commentary[]> {
    return tx.query<Commentary>(COMMENTARY, [id]);
  }

  questions(tx: Tx, id: string): Promise<QuestionView[]> {
    return tx.query<QuestionView>(QUESTIONS, [id]);
  }

  /** The latest paper of a kind, or one version of it, if it is open to the caller. Throws Refused 404 'no-paper'. */
  async paper(tx: Tx, id: string, kind: Paper['kind'], version: number | null = null): Promise<Paper> {
    const [paper] = await tx.query<Paper>(
      `select id, kind, version, edition, body, made_at as "madeAt", sent_at as "sentAt" from cpd.report_paper
        where report_id = $1 and kind = $2 and ($3::int is null or version = $3) order by version desc limit 1`,
      [id, kind, version],
    );
    if (!paper)
      throw new Refused(404, 'no-paper', 'This edition of the report is not there, or not open to you.');
    return paper;
  }

  /** Of which kind and version a paper is. Throws Refused 404 'no-paper'. */
  async paperById(tx: Tx, id: string): Promise<Pick<Paper, 'kind' | 'version'>> {
    const [paper] = await tx.query<Pick<Paper, 'kind' | 'version'>>(
      'select kind, version from cpd.report_paper where id = $1',
      [id],
    );
    if (!paper) throw new Refused(404, 'no-paper', 'There is no such paper, or it is not open to you.');
    return paper;
  }
}
