/** 1 not yet, 2 developing, 3 secure, 4 could help others. */
export type RatingValue = 1 | 2 | 3 | 4;

/** The highest rating that is still a gap. */
export const GAP_UP_TO = 2;

/** One standard as rated, with the reviewer's different view where there is one. */
export interface Rating {
  /** Also the id of the gap, where it is one. */
  readonly id: string;
  readonly standard: string;
  readonly rating: RatingValue;
  readonly note: string;
  readonly version: number;
  readonly ratedAt: Date;
  readonly offeredAt: Date | null;
  readonly closedAt: Date | null;
  readonly second: RatingValue | null;
  readonly reason: string | null;
}

/** The lower of two views counts: nobody is spared help because one of the two sees no gap. */
export const isGap = ({ rating, second }: Pick<Rating, 'rating' | 'second'>): boolean =>
  Math.min(rating, second ?? rating) <= GAP_UP_TO;
