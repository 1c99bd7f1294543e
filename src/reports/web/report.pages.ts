import { z } from 'zod';
import { get, goTo, paths, show, view } from '../../web/index.js';
import type { Link, PageModel, Visit } from '../../web/index.js';
import { presentContents } from './contents.presenter.js';
import { EDITION_WORDS } from './editions.js';
import { openReport } from './open-report.js';
import { presentReport } from './report.presenter.js';
import type { ReportModel } from './report.presenter.js';
import { presentSection } from './section.presenter.js';
import type { SectionModel } from './section.presenter.js';

const noneView = view<PageModel & { readonly leads: boolean }>('reports/web/none.njk');
const reportView = view<ReportModel>('reports/web/report.njk');
const wholeView = view<PageModel & WholeModel>('reports/web/whole.njk');
const definitionsView = view<PageModel & DefinitionsModel>('reports/web/definitions.njk');

interface WholeModel {
  readonly heading: string;
  readonly about: string;
  readonly sections: readonly SectionModel[];
}
interface DefinitionsModel {
  readonly groups: readonly {
    readonly title: string;
    readonly definitions: readonly {
      readonly id: string;
      readonly name: string;
      readonly words: string;
      readonly link: Link | null;
    }[];
  }[];
}

const LEADS = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];
const list = z.object({ reports: z.array(z.object({ id: z.string() })) });

/** Goes to the newest report that is open to whoever asks. */
export const impactPage = get(paths.impact, async (visit) => {
  const [here, published] = await Promise.all([
    visit.ask('reports.list', list),
    visit.ask('reports.published', list),
  ]);
  const newest = here.reports[0] ?? published.reports[0];
  if (newest) return goTo(paths.impactReport.to({ id: newest.id }));
  return show(noneView, { title: 'Impact', leads: visit.visitor.roles.some((role) => LEADS.includes(role)) });
});

const readerOf = ({ visitor }: Visit<string>) => ({ id: visitor.person, roles: visitor.roles });

export const reportPage = get(paths.impactReport, async (visit) =>
  show(reportView, presentReport(await openReport(visit, visit.params.id), readerOf(visit))),
);

/** Everything on one page: for paper, and for searching in it. */
export const wholePage = get(paths.impactWhole, async (visit) => {
  const report = await openReport(visit, visit.params.id);
  const { cycle, sections, school } = report.document;
  return show(wholeView, {
    title: `Impact ${cycle.title}, the whole report`,
    back: backTo(report),
    heading: `What changed in ${cycle.title}`,
    about: `${school.name}. ${EDITION_WORDS[report.edition].means}`,
    sections: sections.map((section) => presentSection(section, report)),
  });
});

export const definitionsPage = get(paths.impactDefinitions, async (visit) => {
  const report = await openReport(visit, visit.params.id);
  const { definitions, sections, readers } = report.document;
  return show(definitionsView, {
    title: 'How each figure is defined',
    back: backTo(report),
    groups: sections
      .map(({ id, title }) => ({
        title,
        definitions: definitions
          .filter(({ section }) => section === id)
          .map(({ id: name, name: called, words }) => ({
            ...{ id: name, name: called, words },
            link:
              readers === 'leaders'
                ? { href: paths.impactFigure.to({ id: report.id, name }), text: 'The records behind it' }
                : null,
          })),
      }))
      .filter((group) => group.definitions.length > 0),
  });
});

function backTo(report: Awaited<ReturnType<typeof openReport>>): Link {
  const { main } = presentContents(report, '', []);
  return { href: main[0]?.href ?? paths.impact.pattern, text: 'Impact report' };
}
