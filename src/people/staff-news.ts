import type { PostName } from './post.entity.js';

export const NEWS_KINDS = [
  'joined',
  'left',
  'returned',
  'lineManager',
  'post',
  'missing',
  'stillHere',
  'standing',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** One thing that changed about one person and that the school's years must hear of. */
export interface StaffNews {
  readonly id: string;
  readonly kind: NewsKind;
  readonly personId: string;
  /** Staff file that brought it; null for what was entered here. */
  readonly importId: string | null;
  /** Line manager or holder before; null for nobody. */
  readonly oldId: string | null;
  readonly newId: string | null;
  readonly post: PostName | null;
  /** ISO date: the day of the change; for somebody who left, the last day in post. */
  readonly on: string;
}

/** News as it is written: `dueOn` is the first day on which it is true. */
export type NewNews = Omit<StaffNews, 'importId' | 'oldId' | 'newId' | 'post'> &
  Partial<Pick<StaffNews, 'importId' | 'oldId' | 'newId' | 'post'>> & { readonly dueOn: string };
