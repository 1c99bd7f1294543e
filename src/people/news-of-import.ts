import { idFrom } from '../platform/ids.js';
import { addDays } from './dates.js';
import type { KnownPerson, StaffChanges } from './import/index.js';
import type { PostName } from './post.entity.js';
import type { StaffAfter } from './staff-after.js';
import type { NewNews, NewsKind } from './staff-news.js';
import type { PostChange } from './staff-posts.js';

/** Posts of which a school has one holder at a time, so that work passes from one to the next. */
const PASSED_ON: readonly PostName[] = ['head', 'deputy', 'cpdLeader', 'finance', 'cover', 'chair'];

/** What a carried out plan means for the school's years. Pure; the ids follow from the import. */
export function newsOfImport(
  importId: string,
  people: readonly StaffAfter[],
  plan: StaffChanges,
  posts: readonly PostChange[],
  today: string,
  idOf: (externalId: string) => string,
): NewNews[] {
  const news = (kind: NewsKind, personId: string, on: string, more: Partial<NewNews> = {}): NewNews => ({
    id: idFrom('staff news', importId, kind, personId, more.post ?? '', more.dueOn ?? ''),
    kind,
    personId,
    importId,
    on,
    dueOn: today,
    ...more,
  });
  const leaving = ({ personId, leaveDate }: KnownPerson): NewNews[] =>
    leaveDate ? [news('left', personId, leaveDate, { dueOn: addDays(leaveDate, 1) })] : [];
  const returned = new Set(plan.returned.map((person) => person.externalId));
  const moved = new Set(plan.leavers.map((person) => person.externalId));
  return [
    ...people.flatMap(({ after, before }) => {
      const { personId, externalId, startDate } = after;
      if (!before) return [news('joined', personId, startDate ?? today), ...leaving(after)];
      const gone = typeof after.leaveDate === 'string' && after.leaveDate < today;
      if (returned.has(externalId)) return [news('returned', personId, today), ...leaving(after)];
      const standing = !gone && ((before.ect && !after.ect) || moved.has(externalId));
      return [
        ...(moved.has(externalId) ? leaving(after) : []),
        ...(standing ? [news('standing', personId, today)] : []),
      ];
    }),
    ...plan.lineManagerChanged.flatMap((person) =>
      person.new === null
        ? []
        : [
            news('lineManager', person.personId, today, {
              oldId: person.old === null ? null : idOf(person.old),
              newId: idOf(person.new),
            }),
          ],
    ),
    ...handovers(posts).map(({ post, from, to, on }) =>
      news('post', to ?? from ?? '', on, { post, oldId: from, newId: to, dueOn: on > today ? on : today }),
    ),
  ];
}

interface Handover {
  readonly post: PostName;
  readonly from: string | null;
  readonly to: string | null;
  readonly on: string;
}

/** Who passes a post to whom. Without a successor in the same file the post is vacant, or somebody else's still. */
function handovers(changes: readonly PostChange[]): Handover[] {
  return PASSED_ON.flatMap((post) => {
    const of = (begins: boolean) => changes.filter((c) => c.post === post && c.begins === begins);
    const [begun, ended] = [of(true), of(false)];
    return Array.from({ length: Math.max(begun.length, ended.length) }, (_, at) => ({
      post,
      from: ended[at]?.personId ?? null,
      to: begun[at]?.personId ?? null,
      on: ended[at]?.on ?? begun[at]?.on ?? '',
    }));
  });
}
