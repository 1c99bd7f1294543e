import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import {
  answerForm,
  capital,
  count,
  get,
  goTo,
  money,
  paths,
  plainDate,
  post,
  presentForm,
  show,
  view,
  writtenDate,
  writtenMoney,
} from '../../web/index.js';
import type {
  Fields,
  FieldErrors,
  FormModel,
  FormSpec,
  Link,
  PageModel,
  Reply,
  Visit,
} from '../../web/index.js';

interface YearModel extends PageModel {
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly years: readonly (Link & { readonly note: string })[];
}
interface PotsModel extends PageModel {
  readonly year: string;
  readonly priorities: FormModel;
  readonly pot: FormModel;
  readonly errors: FormModel['errors'];
  readonly pots: readonly { readonly name: string; readonly year: string; readonly amount: string }[];
  /** Pots are kept by those who answer for the money. */
  readonly keepsPots: boolean;
  readonly next: string;
}
interface OpenModel extends PageModel {
  readonly year: string;
  readonly subject: { readonly person: string; readonly year: string };
  readonly standing: string;
  readonly canFinish: boolean;
  readonly canOpen: boolean;
  readonly dates: readonly { readonly title: string; readonly text: string }[];
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly before: string;
}

const yearView = view<YearModel>('cycles/web/year.njk');
const potsView = view<PotsModel>('cycles/web/year-pots.njk');
const openView = view<OpenModel>('cycles/web/year-open.njk');
const cycles = z.object({
  cycles: z.array(z.object({ id: z.string(), title: z.string(), state: z.string().nullable() })),
});
const cycle = z.object({
  at: z.array(z.object({ label: z.string(), explain: z.string() })),
  dates: z.record(z.string(), z.string()),
  priorities: z.array(z.object({ code: z.string(), title: z.string(), withdrawnOn: z.string().nullable() })),
  pots: z.array(z.object({ name: z.string(), amountPence: z.int(), financialYear: z.string() })),
});
const staff = z.object({
  people: z.array(z.object({ id: z.string(), staffGroup: z.string().nullable() })),
  next: z.string().nullable(),
});
const story = z.object({ standing: z.string(), can: z.array(z.object({ event: z.string() })) });

const yearSpec: FormSpec = {
  startYear: {
    label: 'In which calendar year does it begin?',
    hint: 'For example, 2026 for 2026 to 2027',
    noun: 'the year',
  },
  governorsMeetOn: {
    label: 'When do the governors meet about the impact report? (optional)',
    hint: 'The report’s dates are counted back from it. It can be set later.',
    noun: 'the day of the meeting',
  },
};
const prioritiesSpec: FormSpec = {
  priorities: {
    label: 'Priorities of the improvement plan',
    hint: 'One on a line, its code first: P1 Reading for pleasure',
    most: 8000,
    noun: 'the priorities',
  },
};
const potSpec: FormSpec = {
  name: { label: 'Name of the pot', hint: 'For example, Staff development', most: 100, noun: 'a name' },
  amount: { label: 'Amount', noun: 'an amount' },
  financialYear: { label: 'Financial year', hint: 'Like 2026-27', noun: 'the financial year' },
};
const openSpec: FormSpec = {
  stage: {
    label: 'Where do this year’s reviews stand today?',
    options: [
      { value: 'none', text: 'They have not begun', hint: 'Everybody starts at the planning meeting.' },
      { value: 'planning', text: 'Planning meetings are being held' },
      { value: 'drafting', text: 'Meetings were held, statements are being written' },
      { value: 'shared', text: 'Statements are shared, to be agreed' },
      { value: 'monitoring', text: 'Agreed: it is the middle of the year' },
      { value: 'closing', text: 'The closing meetings are near' },
    ],
  },
  heldOn: {
    label: 'Day of most planning meetings (optional)',
    hint: 'For example, 5 October 2026',
    noun: 'the day',
  },
};
const KEEP_POTS = ['cpdLeader', 'head', 'deputy', 'finance'];
const back: Link = { href: paths.settings.pattern, text: 'School settings' };

/** First step: which year, and its dates. */
export const yearPage = get(paths.settingsYear, (visit) => first(visit));
export const prepareYear = post(paths.settingsYear, async (visit) => {
  const { fields } = visit;
  const today = localDate(await visit.now());
  const met = fields.text('governorsMeetOn').trim();
  let made = '';
  const reply = await answerForm(visit, {
    spec: yearSpec,
    send: async () => {
      const year = fields.text('startYear').trim();
      const answer = await visit.tell('cycles.prepare', {
        body: {
          startYear: /^\d{4}$/.test(year) ? Number(year) : year,
          ...(met ? { governorsMeetOn: writtenDate(met, today) } : {}),
        },
      });
      made = z.object({ id: z.string() }).parse(answer).id;
    },
    next: paths.settingsYear.pattern,
    again: (errors) => first(visit, errors, fields),
  });
  return made
    ? goTo(paths.settingsYearPots.to({ id: made }), {
        title: 'The year is set up',
        text: 'Nobody hears of it before you open it.',
      })
    : reply;
});

async function first(visit: Visit<string>, errors: FieldErrors = {}, sent?: Fields): Promise<Reply> {
  const { cycles: years } = await visit.ask('cycles.list', cycles);
  const today = localDate(await visit.now());
  const month = Number(today.slice(5, 7));
  const startYear = String(Number(today.slice(0, 4)) - (month < 5 ? 1 : 0));
  const form = presentForm(yearSpec, { stored: { startYear }, errors, sent });
  return show(
    yearView,
    {
      ...{ title: 'The year', back, form, errors: form.errors },
      years: years.map(({ id, title }) => ({
        href: paths.settingsYearPots.to({ id }),
        text: title,
        note: 'Dates, priorities and money',
      })),
    },
    sent ? 422 : 200,
  );
}

/** Second step: what the school wants to change, and with what money. */
export const potsPage = get(paths.settingsYearPots, (visit) => second(visit));
export const savePots = post(paths.settingsYearPots, async (visit) => {
  const { id } = visit.params;
  const { fields } = visit;
  const isPot = fields.text('_what') === 'pot';
  const amount = writtenMoney(fields.text('amount'));
  if (isPot && Number.isNaN(amount))
    return second(visit, { amount: 'Enter an amount, like 12,500' }, fields, isPot);
  return answerForm(visit, {
    spec: isPot ? potSpec : prioritiesSpec,
    send: () =>
      isPot
        ? visit.tell('cycles.setPot', {
            params: { id },
            body: {
              name: fields.text('name').trim(),
              amountPence: amount,
              financialYear: fields.text('financialYear').trim(),
            },
          })
        : visit.tell('cycles.setPriorities', {
            params: { id },
            body: { priorities: prioritiesOf(fields.text('priorities')) },
          }),
    names: { amountPence: 'amount' },
    next: paths.settingsYearPots.to({ id }),
    flash: { title: isPot ? 'The pot is there' : 'The priorities are saved' },
    again: (errors) => second(visit, errors, fields, isPot),
  });
});

/** 'P1 Reading for pleasure': the first word is the code. */
function prioritiesOf(text: string): { code: string; title: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [code = '', ...title] = line.split(/\s+/);
      return { code, title: title.join(' ') || code };
    });
}

async function second(
  visit: Visit<'id'>,
  errors: FieldErrors = {},
  sent?: Fields,
  isPot = false,
): Promise<Reply> {
  const { id } = visit.params;
  const [now, year] = await Promise.all([
    visit.ask('cycles.get', cycle, { params: { id } }),
    titleOf(visit, id),
  ]);
  const listed = now.priorities
    .filter(({ withdrawnOn }) => withdrawnOn === null)
    .map(({ code, title }) => `${code} ${title}`);
  const priorities = presentForm(prioritiesSpec, {
    stored: { priorities: listed.join('\n') },
    ...(isPot ? {} : { errors, sent }),
  });
  const start = (now.dates['opensOn'] ?? '2026').slice(0, 4);
  const pot = presentForm(potSpec, {
    stored: { financialYear: `${start}-${String((Number(start) + 1) % 100).padStart(2, '0')}` },
    ...(isPot ? { errors, sent } : {}),
  });
  return show(
    potsView,
    {
      title: 'Priorities and money',
      back: { href: paths.settingsYear.pattern, text: 'The year' },
      ...{ year, priorities, pot, errors: [...priorities.errors, ...pot.errors] },
      pots: now.pots.map(({ name, amountPence, financialYear }) => ({
        name,
        year: financialYear,
        amount: money(amountPence),
      })),
      keepsPots: visit.visitor.roles.some((role) => KEEP_POTS.includes(role)),
      next: paths.settingsYearOpen.to({ id }),
    },
    sent ? 422 : 200,
  );
}

const DATES: readonly (readonly [key: string, title: string])[] = [
  ['opensOn', 'Opens'],
  ['reviewsDueOn', 'Reviews agreed by'],
  ['needsSortedOn', 'Training needs sorted by'],
  ['planAmendedOn', 'Training plan amended by'],
  ['reportDueOn', 'Impact report with the head by'],
  ['closesOn', 'Closes'],
];

/** Third step: once more, then open it; in the middle of a year with where reviews stand. */
export const openPage = get(paths.settingsYearOpen, (visit) => third(visit));
export const openYear = post(paths.settingsYearOpen, async (visit) => {
  const { id } = visit.params;
  const { fields } = visit;
  if (fields.text('_what') === 'finish') {
    await visit.tell('cycles.finishSetup', { params: { id }, body: {} });
    return goTo(paths.settingsYearOpen.to({ id }), {
      title: 'Set-up is done',
      text: 'The year opens by itself on its day, or now by hand.',
    });
  }
  const today = localDate(await visit.now());
  const stage = fields.text('stage') || 'none';
  const held = fields.text('heldOn').trim();
  return answerForm(visit, {
    spec: openSpec,
    send: async () =>
      visit.tell('cycles.open', {
        params: { id },
        body:
          stage === 'none'
            ? {}
            : { inFlight: await underWay(visit, stage, held ? writtenDate(held, today) : null) },
      }),
    names: { inFlight: 'heldOn' },
    next: paths.progress.pattern,
    flash: {
      title: 'The year is open',
      text: 'Everybody who has a review gets one. What each has to do stands on their page.',
    },
    again: (errors) => third(visit, errors, fields),
  });
});

/** Everybody on the staff at one stage; single reviews move on by themselves. */
async function underWay(visit: Visit<'id'>, stage: string, heldOn: string | null) {
  const found: { personId: string; stage: string; heldOn: string | null }[] = [];
  let after: string | undefined;
  do {
    const page: z.output<typeof staff> = await visit.ask('people.list', staff, {
      query: { limit: 500, ...(after ? { after } : {}) },
    });
    found.push(
      ...page.people
        .filter(({ staffGroup }) => staffGroup !== null)
        .map(({ id }) => ({ personId: id, stage, heldOn })),
    );
    after = page.next ?? undefined;
  } while (after);
  return found;
}

async function third(visit: Visit<'id'>, errors: FieldErrors = {}, sent?: Fields): Promise<Reply> {
  const { id } = visit.params;
  const [now, year, told, people, at] = await Promise.all([
    visit.ask('cycles.get', cycle, { params: { id } }),
    titleOf(visit, id),
    visit.ask('records.story', story, { params: { id } }),
    visit.ask('people.list', staff, { query: { limit: 500 } }),
    visit.now(),
  ]);
  const events = new Set(told.can.map(({ event }) => event));
  const form = presentForm(openSpec, { stored: { stage: 'none' }, errors, sent });
  const number = people.people.filter(({ staffGroup }) => staffGroup !== null).length;
  return show(
    openView,
    {
      title: `Open ${year}`,
      back: { href: paths.settingsYearPots.to({ id }), text: 'Priorities and money' },
      year,
      subject: { person: capital(count(number, 'member of staff', 'members of staff')), year },
      standing: told.standing,
      ...{ canFinish: events.has('FINISH_SETUP'), canOpen: events.has('OPEN') },
      dates: DATES.flatMap(([key, title]) => {
        const on = now.dates[key];
        return on ? [{ title, text: plainDate(on, localDate(at)) }] : [];
      }),
      ...{ form, errors: form.errors },
      before: paths.settingsYearPots.to({ id }),
    },
    sent ? 422 : 200,
  );
}

async function titleOf(visit: Visit<string>, id: string): Promise<string> {
  const { cycles: years } = await visit.ask('cycles.list', cycles);
  return years.find((it) => it.id === id)?.title ?? 'the year';
}
