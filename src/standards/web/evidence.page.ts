import { z } from 'zod';
import { answerForm, file, get, goTo, paths, post, show, view, writtenDate } from '../../web/index.js';
import type { FieldErrors, Page, PageModel, Reply, Visit } from '../../web/index.js';
import { evidenceText } from '../api/standards.schemas.js';
import { readAssessment, readOwn } from './assessment.facts.js';
import type { AssessmentFacts } from './assessment.facts.js';
import { draftOfEvidence, evidenceSpec, presentEvidence } from './evidence.presenter.js';
import type { EvidenceModel } from './evidence.presenter.js';

const evidenceView = view<EvidenceModel>('standards/web/evidence.njk');
const noneView = view<PageModel>('standards/web/none.njk');
const here = paths.evidence.pattern;

/** Evidence goes in when it happens: one line, perhaps a photo, perhaps a link; sorted now or later. */
export const evidencePages: readonly Page[] = [
  get(paths.evidence, async (visit) => {
    const facts = await readOwn(visit);
    if (!facts) return none();
    const draft = await visit.drafts.read(draftOfEvidence(facts.assessment.id));
    return show(evidenceView, presentEvidence(facts, { draft, standard: visit.query['standard'] }));
  }),
  post(paths.evidence, async (visit) => {
    const facts = await readOwn(visit);
    if (!facts) return none();
    if (visit.fields.has('remove')) {
      const params = { id: facts.assessment.id, evidenceId: visit.fields.text('remove') };
      await visit.tell('standards.removeEvidence', { params });
      return goTo(here, { title: 'Taken out of your evidence' });
    }
    return add(visit, facts);
  }),
  get(paths.evidenceFile, async (visit) => {
    const { id, piece } = visit.params;
    const { assessment } = await readAssessment(visit, id);
    const about = assessment.evidence.find((one) => one.id === piece);
    const bytes = await visit.ask('standards.readFile', z.instanceof(Buffer), {
      params: { id, evidenceId: piece },
    });
    return file(about?.fileName ?? 'evidence', about?.mediaType ?? 'application/octet-stream', bytes);
  }),
];

const none = (): Reply =>
  show(noneView, { title: 'Evidence', back: { href: paths.development.pattern, text: 'My development' } });

async function add(visit: Visit<string>, facts: AssessmentFacts): Promise<Reply> {
  const { fields } = visit;
  const { id } = facts.assessment;
  const sent = fields.file('file');
  const what = fields.text('what');
  const title = titleOf(what, sent?.name);
  const standards = [fields.text('standard')].filter(Boolean);
  const onDate = /^(today)?$/i.test(fields.text('on').trim())
    ? facts.today
    : writtenDate(fields.text('on'), facts.today);
  const again = (errors: FieldErrors): Promise<Reply> =>
    Promise.resolve(show(evidenceView, presentEvidence(facts, { sent: fields, errors })));
  const link = withScheme(fields.text('link').trim());
  const body = { kind: sent ? 'pupilWork' : 'reflection', title, note: what, link, standards, onDate };
  return answerForm(visit, {
    spec: evidenceSpec(facts),
    draftName: draftOfEvidence(id),
    send: () => {
      evidenceText.parse(body);
      if (!sent) return visit.tell('standards.evidence', { params: { id }, body });
      const query = {
        kind: 'pupilWork',
        title,
        note: noteWith(what, link),
        onDate,
        fileName: sent.name.slice(0, 200),
        standards: standards.join(','),
      };
      return visit.tell('standards.evidenceFile', { params: { id }, query, body: sent.content });
    },
    next: here,
    flash: { title: 'Kept', text: `“${title.slice(0, 80)}” is in your evidence.` },
    names: { title: 'what', note: 'what', onDate: 'on', standards: 'standard' },
    refusedAt: sent ? 'file' : 'what',
    again,
  });
}

/** The first line names it; a photo without a word is named by its file. */
const titleOf = (what: string, fileName = ''): string =>
  (what.trim().split('\n')[0] || fileName).slice(0, 200);
const noteWith = (what: string, link: string | null): string => [what, link].filter(Boolean).join('\n');
/** People write links as they see them. */
const withScheme = (link: string): string | null =>
  link === '' ? null : /^[a-z][a-z+.-]*:/i.test(link) ? link : `https://${link}`;
