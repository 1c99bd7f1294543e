import { z } from 'zod';
import {
  answerForm,
  get,
  goTo,
  longDate,
  paths,
  post,
  presentForm,
  shortDate,
  show,
  view,
  writtenDate,
} from '../../web/index.js';
import type {
  Draft,
  FieldErrors,
  Fields,
  FormModel,
  FormSpec,
  Page,
  PageModel,
  Reply,
  Visit,
} from '../../web/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { journalEntry } from '../api/review.answers.js';

type Entry = z.output<typeof journalEntry>;

interface JournalModel extends PageModel {
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  /** Set while one entry is rewritten. */
  readonly version: string | null;
  readonly entries: readonly {
    readonly title: string;
    readonly body: string;
    readonly on: string;
    readonly href: string;
    readonly shared: boolean;
  }[];
}

const journalView = view<JournalModel>('reviews/web/journal.njk');
const list = z.object({ entries: z.array(journalEntry) });
const spec: FormSpec = {
  title: { label: 'What is on your mind', noun: 'a few words', hint: 'A few words' },
  body: { label: 'More, if you like', noun: 'the text', most: 20_000 },
  onDate: { label: 'Day', noun: 'the day' },
};

/** The journal: mine alone. */
export const journalPages: readonly Page[] = [
  get(paths.journal, async (visit) => {
    const { entries, today } = await readAll(visit);
    return show(
      journalView,
      present(visit, entries, null, today, { draft: await visit.drafts.read(draftOf(visit)) }),
    );
  }),
  post(paths.journal, (visit) => save(visit, null)),
  get(paths.journalEntry, async (visit) => {
    const [entry, { today }] = await Promise.all([readOne(visit), readAll(visit)]);
    const draft = await visit.drafts.read(draftOf(visit, entry.id));
    return show(journalView, present(visit, [], entry, today, { draft }));
  }),
  post(paths.journalEntry, async (visit) => {
    const entry = await readOne(visit);
    if (visit.fields.text('_go') !== 'remove') return save(visit, entry);
    await visit.tell('journal.remove', { params: { id: entry.id } });
    return goTo(paths.journal.pattern, { title: 'Deleted for good' });
  }),
];

const draftOf = ({ visitor }: Visit<string>, id = 'new'): string => `journal:${visitor.person}:${id}`;

async function readAll(visit: Visit<string>): Promise<{ entries: Entry[]; today: string }> {
  const [{ entries }, at] = await Promise.all([
    visit.ask('journal.mine', list, { query: { limit: 100 } }),
    visit.now(),
  ]);
  return { entries, today: localDate(at) };
}

const readOne = ({ ask, params }: Visit<'id'>): Promise<Entry> =>
  ask('journal.read', journalEntry, { params });

async function save(visit: Visit<string>, entry: Entry | null): Promise<Reply> {
  const { fields } = visit;
  const { entries, today } = await readAll(visit);
  const typed = fields.text('onDate').trim();
  const onDate = typed === '' ? today : writtenDate(typed, today);
  const text = { title: fields.text('title'), body: fields.text('body'), onDate };
  const kept = entry ? { framework: entry.framework, standards: entry.standards } : {};
  return answerForm(visit, {
    spec,
    draftName: draftOf(visit, entry?.id),
    send: () =>
      entry
        ? visit.tell('journal.rewrite', {
            params: { id: entry.id },
            body: { ...kept, ...text, version: Number(fields.text('version')) || 1 },
          })
        : visit.tell('journal.add', { body: text }),
    next: paths.journal.pattern,
    flash: { title: 'Written down', text: 'Only you can read it.' },
    again: (errors) =>
      Promise.resolve(show(journalView, present(visit, entries, entry, today, { sent: fields, errors }))),
    ...(entry
      ? {
          current: async () => {
            const now = await visit.ask('journal.read', journalEntry, { params: { id: entry.id } });
            return { fields: stored(now, today), revision: 0, bases: { version: String(now.version) } };
          },
        }
      : {}),
  });
}

const stored = (entry: Entry | null, today: string): Record<string, string> => ({
  title: entry?.title ?? '',
  body: entry?.body ?? '',
  onDate: longDate(entry?.onDate ?? today, today),
});

function present(
  visit: Visit<string>,
  entries: readonly Entry[],
  entry: Entry | null,
  today: string,
  state: { readonly draft?: Draft | null; readonly sent?: Fields; readonly errors?: FieldErrors },
): JournalModel {
  const form = presentForm(spec, {
    ...state,
    stored: stored(entry, today),
    draftName: draftOf(visit, entry?.id),
  });
  return {
    title: entry ? 'An entry of my journal' : 'My journal',
    back: entry
      ? { href: paths.journal.pattern, text: 'My journal' }
      : { href: paths.development.pattern, text: 'My development' },
    form,
    errors: form.errors,
    version: entry && String(state.sent?.text('version') || entry.version),
    entries: entries.map(({ id, title, body, onDate, sharedWith }) => ({
      title,
      body,
      on: shortDate(onDate, today),
      href: paths.journalEntry.to({ id }),
      shared: sharedWith.length > 0,
    })),
  };
}
