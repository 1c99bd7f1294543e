import { dateAndTime, paths } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

/** A look as the operation tells it. */
export interface ToldLook {
  readonly at: string;
  readonly kind: string;
  readonly name: string | null;
  readonly bySystem: boolean;
  readonly as: string | null;
  readonly part: string | null;
}

export interface LooksModel extends PageModel {
  readonly looks: readonly { readonly who: string; readonly what: string; readonly when: string }[];
}

const KINDS: Readonly<Record<string, string>> = {
  review: 'your review',
  selfAssessment: 'your self-assessment',
  journalEntry: 'an entry of your journal that you share',
};
const PARTS: Readonly<Record<string, string>> = {
  annex: 'the training needs in your review',
  evidence: 'evidence in your self-assessment',
};
const ROLES: Readonly<Record<string, string>> = {
  reviewer: 'your reviewer',
  successor: 'your new reviewer',
  moderator: 'moderator',
  adviser: 'adviser to the panel',
  head: 'head',
};

/** In the words of people. */
export function presentLooks(seen: readonly ToldLook[]): LooksModel {
  return {
    title: 'Who has seen what is yours',
    back: { href: paths.home.pattern, text: 'Today' },
    looks: seen.map((look) => {
      const role = ROLES[look.as ?? ''];
      const name = look.bySystem ? 'Perennial itself' : (look.name ?? 'Somebody whose name has been erased');
      return {
        who: role ? `${name} (${role})` : name,
        what: PARTS[look.part ?? ''] ?? KINDS[look.kind] ?? 'a record of yours',
        when: dateAndTime(look.at),
      };
    }),
  };
}
