import { z } from 'zod';
import {
  answerForm,
  get,
  goTo,
  isOwnAddress,
  paths,
  post,
  show,
  view,
  writtenDate,
} from '../../web/index.js';
import type { FieldErrors, Reply, Visit } from '../../web/index.js';
import { Refused } from '../../api/index.js';
import { readBoard } from './board.js';
import type { BoardFacts } from './board.js';
import { decidedWords, presentDecide, specOf, WAY_WORDS, WAYS } from './decide.presenter.js';
import type { DecideModel, Way } from './decide.presenter.js';
import { outcome } from './needs.schemas.js';
import type { BoardNeed, Outcome } from './needs.schemas.js';
import { LAST, triageView } from './triage.page.js';
import { askedOf, presentTriage } from './triage.presenter.js';

const decideView = view<DecideModel>('needs/web/decide.njk');
const people = z.object({
  people: z.array(z.object({ id: z.string(), forename: z.string(), surname: z.string() })),
});

/** Step one: what was ticked, and what shall become of it. */
export const decidePage = post(paths.needsDecide, async (visit) => {
  const way = wayOf(visit.fields.text('_do'));
  const facts = await readBoard(visit);
  const chosen = chosenOf(facts, visit.fields.all('need').join(','));
  if (chosen.length > (way === 'together' ? 1 : 0)) return ask(visit, way, facts, chosen);
  const last = await visit.drafts.read(LAST);
  const list = new URL(listOf(visit), 'http://here');
  const text =
    way === 'together'
      ? 'Tick the training needs to merge, two or more'
      : 'Tick one or more training needs first';
  const asked = askedOf(Object.fromEntries(list.searchParams));
  return show(
    triageView,
    presentTriage(facts, { ...asked, tick: chosen.map(({ id }) => id).join(',') }, last, [
      { text, href: '#main-content' },
    ]),
  );
});

/** Somebody who signs in again, or goes back, lands on the list. */
export const decideAgain = get(paths.needsDecide, () => Promise.resolve(goTo(paths.needs.pattern)));

/** Step two: does it to each of them, remembers which for the undo, and goes back to the list as it was. */
export const decidedPage = post(paths.needsDecided, async (visit) => {
  const way = wayOf(visit.params.how);
  const facts = await readBoard(visit);
  const chosen = chosenOf(facts, visit.fields.text('_ids'));
  if (chosen.length === 0) return goTo(listOf(visit), { title: 'Nothing was ticked, nothing was changed.' });
  const spec = specOf(way, facts, way === 'sort' ? await staffOf(visit) : []);
  return answerForm(visit, {
    spec,
    send: () => decide(visit, way, facts, chosen),
    next: listOf(visit),
    flash: (answer) => {
      const { done, refused } = answer as Outcome;
      const named = refused.map(({ id, detail }) => ({
        title: chosen.find((need) => need.id === id)?.title ?? '',
        detail,
      }));
      return {
        ...decidedWords(way, done.length, named),
        ...(done.length > 0 ? { undo: { action: paths.needsUndo.pattern, label: 'Undo' } } : {}),
      };
    },
    names: {
      'decision.level': 'level',
      'decision.themeId': 'themeId',
      'decision.priorityId': 'priorityId',
      'decision.ownerId': 'ownerId',
      'decision.rank': 'rank',
      'decision.until': 'until',
      'decision.reason': 'reason',
    },
    again: (errors) => ask(visit, way, facts, chosen, errors),
  });
});

/** Takes the last decision back, as far as it can be. */
export const undoPage = post(paths.needsUndo, async (visit) => {
  const last = await visit.drafts.read(LAST);
  const ids = [last?.fields['ids'] ?? []].flat();
  if (!last || ids.length === 0)
    return goTo(paths.needs.pattern, { title: 'There is nothing to take back.' });
  const event = last.fields['how'] === 'together' ? 'UNGROUP' : 'UNDO';
  const body = { ids, decision: { event } };
  const { done, refused } = outcome.parse(await visit.tell('needs.decideMany', { body }));
  await visit.drafts.forget(LAST);
  const left =
    refused.length === 0
      ? {}
      : { text: `For ${refused.length} it was too late: ${refused[0]?.detail.slice(0, 300)}` };
  return goTo(paths.needs.pattern, {
    title: `Taken back: ${done.length} of ${ids.length} stand as before.`,
    ...left,
  });
});

async function ask(
  visit: Visit<string>,
  way: Way,
  facts: BoardFacts,
  chosen: readonly BoardNeed[],
  errors?: FieldErrors,
): Promise<Reply> {
  const spec = specOf(way, facts, way === 'sort' ? await staffOf(visit) : []);
  const state = errors ? { sent: visit.fields, errors } : {};
  return show(decideView, presentDecide(way, facts, chosen, spec, listOf(visit), state));
}

async function decide(
  visit: Visit<string>,
  way: Way,
  facts: BoardFacts,
  chosen: readonly BoardNeed[],
): Promise<Outcome> {
  const { fields } = visit;
  const ids = chosen.map(({ id }) => id);
  const reason = fields.text('reason');
  const send = async (decision: object): Promise<Outcome> =>
    outcome.parse(await visit.tell('needs.decideMany', { body: { ids, decision } }));
  const doIt = async (): Promise<Outcome & { groupId?: string }> => {
    switch (way) {
      case 'together':
        return outcome
          .extend({ groupId: z.string() })
          .parse(await visit.tell('needs.merge', { body: { ids, title: fields.text('title') } }));
      case 'decline':
        return send({ event: 'DECLINE', reason });
      case 'later':
        return send({ event: 'DEFER', reason, until: writtenDate(fields.text('until'), facts.today) });
      case 'sort':
        return send({
          event: 'TRIAGE',
          level: fields.text('level'),
          themeId: await themeOf(visit, facts),
          priorityId: fields.text('priorityId') || null,
          ownerId: fields.text('ownerId') || null,
          rank: Number(fields.text('rank') || Number.NaN),
        });
    }
  };
  const answer = await doIt();
  const first = answer.refused[0];
  if (answer.done.length === 0 && first) throw new Refused(422, 'refused', first.detail);
  const { groupId: group = '' } = answer;
  await visit.drafts.save(LAST, { how: way, what: WAY_WORDS[way].done, ids: answer.done, group });
  return answer;
}

/** The theme that was chosen, or a new one; one that is there already is not made twice. */
async function themeOf(visit: Visit<string>, facts: BoardFacts): Promise<string | undefined> {
  const title = visit.fields.text('newTheme').trim();
  if (title === '') return visit.fields.text('themeId') || undefined;
  const known = facts.themes.find((theme) => theme.title.toLowerCase() === title.toLowerCase());
  if (known) return known.id;
  const made = await visit.tell('themes.make', {
    body: { title },
    key: `${visit.fields.text('_key')}-theme`,
  });
  return z.object({ id: z.string() }).parse(made).id;
}

async function staffOf(visit: Visit<string>): Promise<{ id: string; name: string }[]> {
  const found = await visit.ask('people.list', people, { query: { limit: 500 } });
  return found.people.map(({ id, forename, surname }) => ({ id, name: `${forename} ${surname}` }));
}

function wayOf(text: string): Way {
  const way = WAYS.find((one) => one === text);
  if (!way) throw new Refused(404, 'not-found', 'There is no page at this address.');
  return way;
}

function chosenOf(facts: BoardFacts, ids: string): BoardNeed[] {
  const wanted = new Set(ids.split(','));
  return facts.needs.filter(({ id }) => wanted.has(id));
}

function listOf(visit: Visit<string>): string {
  const list = visit.fields.text('_list');
  return isOwnAddress(list) && list.startsWith(paths.needs.pattern) ? list : paths.needs.pattern;
}
