import type { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { capital, dateAndTime, joined, longDate, paths, plainDate, small, whose } from '../../web/index.js';
import type { Link, Markup, PageModel } from '../../web/index.js';
import type { recordStory } from '../records.schemas.js';
import { kindOf, kindsOf } from '../kinds.js';

type Story = z.output<typeof recordStory>;
type Person = Story['duties'][number]['who'][number];

export interface RecordModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly picture: Markup;
  readonly pictureLabel: string;
  readonly history: readonly {
    readonly title: string;
    readonly text: string;
    readonly kind: 'done' | 'now';
  }[];
  readonly needed: readonly { readonly who: string; readonly what: string; readonly by: string | null }[];
  readonly yours: readonly { readonly title: string; readonly text: string }[];
  readonly others: readonly { readonly who: string; readonly what: string }[];
  readonly notNow: readonly { readonly what: string; readonly why: string }[];
  /** What belongs to another point of its way, in one sentence. */
  readonly atOtherTimes: string;
  readonly later: readonly { readonly when: string; readonly what: string }[];
  readonly isEnded: boolean;
  readonly whole: Link;
}

/** A record in words. `reader` is who looks: what is theirs comes first and says "you". */
export function presentRecord(story: Story, reader: string, at: string, picture: Markup): RecordModel {
  const today = localDate(at);
  const kind = kindOf(story.chart);
  const mine = (who: readonly Person[]): boolean => who.some(({ id }) => id === reader);
  const last = story.history.length - 1;
  return {
    title: `${headingOf(story, reader)}: where it is`,
    heading: headingOf(story, reader),
    lede: `${story.standing}. ${story.explain}`,
    back: { href: paths.home.pattern, text: 'Today' },
    picture,
    pictureLabel: `The way of this ${kind}`,
    history: story.history.map((entry, index) => ({
      title: entry.why ?? entry.label,
      text: `${whoOf(entry.by, story, reader)}${dateAndTime(entry.at, today)}${
        entry.to === story.history[index - 1]?.to ? '' : `. ${entry.to}`
      }`,
      kind: index === last && story.status !== 'done' ? ('now' as const) : ('done' as const),
    })),
    needed: story.duties.map(({ label, who, dueAt }) => ({
      who: namesOf(who, reader) || 'Nobody yet: the post is vacant',
      what: label,
      by: dueAt && `by ${longDate(localDate(dueAt), today)}`,
    })),
    yours: story.can
      .filter(({ who }) => mine(who))
      .map(({ label, explain }) => ({ title: label, text: explain })),
    others: together(story, reader),
    notNow: story.cannot
      .filter(({ who, label, why }) => mine(who) && !isOnlyTooEarly(label, why))
      .map(({ label, why }) => ({ what: label, why })),
    atOtherTimes: joined(
      story.cannot
        .filter(({ who, label, why }) => mine(who) && isOnlyTooEarly(label, why))
        .map(({ label }) => small(label)),
    ),
    later: story.timers.map(({ dueAt, says }) => ({
      when: longDate(localDate(dueAt), today),
      what: capital(says),
    })),
    isEnded: story.status === 'done',
    whole: {
      href: paths.howOneWorks.to({ kind: story.chart }),
      text: `How ${kindsOf(story.chart)} work, from beginning to end`,
    },
  };
}

/** No reason of its own: where the record stands the chart has nothing to do with it. */
const isOnlyTooEarly = (label: string, why: string): boolean => why.includes(`"${label}"`);

function headingOf({ chart, title, subject }: Story, reader: string): string {
  const kind = kindOf(chart);
  if (subject === null) return title ?? capital(kind);
  const owner = subject.id === reader ? 'Your' : whose(subject.name);
  return title === null ? `${owner} ${kind}` : `${owner} ${kind}: ${title}`;
}

function whoOf(by: string | null, story: Story, reader: string): string {
  if (by === null) return '';
  const self = [...story.can, ...story.cannot].flatMap(({ who }) => who).find(({ id }) => id === reader);
  return `${self?.name === by ? 'You' : by}, `;
}

function namesOf(who: readonly Person[], reader: string): string {
  const names = who.map(({ id, name }) => (id === reader ? 'You' : name));
  return joined(
    [...names].sort((a, b) => Number(b === 'You') - Number(a === 'You')),
    'or',
  );
}

/** What others can do, by who they are: one line each instead of one for every step. */
function together({ can }: Story, reader: string): { who: string; what: string }[] {
  const byWho = new Map<string, string[]>();
  for (const { who, label } of can.filter(({ who: w }) => !w.some(({ id }) => id === reader))) {
    const names = namesOf(who, reader);
    if (names) byWho.set(names, [...(byWho.get(names) ?? []), small(label)]);
  }
  return [...byWho].map(([who, labels]) => ({ who: capital(who), what: joined(labels, 'or') }));
}

/** For the list of records at a place. */
export function shortDay(instant: string, at: string): string {
  return plainDate(localDate(instant), localDate(at));
}
