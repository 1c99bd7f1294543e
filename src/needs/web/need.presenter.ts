import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { capital, joined, longDate, paths, plainDate } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import type { BoardFacts } from './board.js';
import { LEVELS, OPEN, originWords, placeWords } from './need-phrases.js';
import type { PlaceWords } from './need-phrases.js';
import { groupWords } from './triage.rows.js';

/** Comes as a date from the operation itself, as text over HTTP. */
const moment = z.union([z.string(), z.date().transform((date) => date.toISOString())]);

export const oneNeed = z.object({
  id: z.string(),
  person: z.string(),
  staffGroup: z.string().nullable(),
  title: z.string(),
  outcome: z.string(),
  origin: z.string(),
  standards: z.array(z.string()),
  place: z.string(),
  level: z.string().nullable(),
  theme: z.string().nullable(),
  priorityId: z.string().nullable(),
  rank: z.number().nullable(),
  groupId: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  wantedBy: z.string().nullable(),
  raisedAt: moment,
  explain: z.string(),
  reasons: z.array(z.object({ kind: z.string(), body: z.string(), by: z.string(), at: moment })),
  referrals: z.array(
    z.object({ organisation: z.string(), question: z.string(), answer: z.string().nullable() }),
  ),
});
export const helperList = z.array(z.object({ person: z.string(), standards: z.array(z.string()) }));

export interface NeedModel extends PageModel {
  readonly id: string;
  readonly person: string;
  readonly year: string;
  readonly place: PlaceWords;
  readonly explain: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly helpers: readonly { readonly name: string; readonly at: string }[];
  readonly noHelpers: string;
  readonly merged: readonly string[];
  readonly said: readonly { readonly heading: string; readonly body: string }[];
  readonly canDecide: boolean;
  readonly record: string;
}

const KINDS: Readonly<Record<string, string>> = {
  deferred: 'Put off',
  declined: 'Declined',
  judged: 'Judged',
  upheld: 'Let pass',
  setAside: 'Set aside',
  reopened: 'Reopened',
  withdrawn: 'Withdrawn',
};

export function presentNeed(
  need: z.output<typeof oneNeed>,
  board: BoardFacts,
  helpers: z.output<typeof helperList>,
): NeedModel {
  const { today } = board;
  const priority = board.priorities.find(({ id }) => id === need.priorityId);
  const facts: readonly (readonly [string, string | null])[] = [
    ['What will be different', need.outcome || null],
    ['From', capital(originWords(need.origin))],
    ['Standards', need.standards.length > 0 ? need.standards.join(', ') : null],
    ['Raised', longDate(localDate(need.raisedAt), today)],
    ['Wanted by', need.wantedBy && longDate(need.wantedBy, today)],
    ['Theme', need.theme],
    ['Level', LEVELS[need.level ?? ''] ?? null],
    ['School priority', priority ? `${priority.code}: ${priority.title}` : null],
    ['Rank', need.rank === null ? null : String(need.rank)],
  ];
  return {
    title: need.title,
    back: { href: paths.needs.pattern, text: 'Training needs' },
    id: need.id,
    person: `${need.person}${need.staffGroup ? `, ${groupWords(need.staffGroup)}` : ''}`,
    year: board.year?.title ?? '',
    place: placeWords(need, today),
    explain: need.explain,
    facts: facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    helpers: helpers.map(({ person, standards }) => ({
      name: person,
      at: `Strong at ${joined(standards)}, and glad to be asked`,
    })),
    noHelpers:
      need.standards.length === 0
        ? 'This need names no standard, so nobody can be found for it. Ask around before buying.'
        : 'Nobody who agreed to be asked is known to be strong at it yet.',
    merged: board.needs
      .filter(({ id, groupId }) => groupId !== null && groupId === need.groupId && id !== need.id)
      .map(({ person, title }) => `${person}: ${title}`),
    said: [
      ...need.reasons.map(({ kind, body, by, at }) => ({
        heading: `${KINDS[kind] ?? capital(kind)} by ${by}, ${plainDate(localDate(at), today)}`,
        body,
      })),
      ...need.referrals.flatMap(({ organisation, question, answer }) => [
        { heading: `Asked ${organisation}`, body: question },
        ...(answer ? [{ heading: `${organisation} answered`, body: answer }] : []),
      ]),
    ],
    canDecide: OPEN.has(need.place),
    record: paths.record.to({ id: need.id }),
  };
}
