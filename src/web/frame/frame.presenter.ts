import { joined, postTitle } from '../words/index.js';
import { paths } from '../paths.js';
import type { Visitor } from '../visitor.js';
import type { FrameFacts } from './frame.queries.js';
import { navigationOf } from './navigation.js';
import type { NavigationItem } from './navigation.js';

/** What the layout needs beside the page's own model. */
export interface Frame {
  readonly school: string;
  readonly year: string | null;
  readonly name: string;
  /** 'CPD leader', 'head and reviewer'; empty for staff without a post. */
  readonly acting: string;
  readonly csrf: string;
  readonly signOut: string;
  readonly navigation: readonly NavigationItem[];
}

export function presentFrame(
  facts: FrameFacts,
  visitor: Visitor,
  known: ReadonlySet<string>,
  here: string,
): Frame {
  const acting = visitor.roles.filter((role) => role !== 'staff').map(postTitle);
  return {
    school: visitor.school.name,
    year: facts.year,
    name: visitor.name,
    acting: joined(acting),
    csrf: visitor.csrf,
    signOut: paths.signOut.pattern,
    navigation: navigationOf(visitor, facts.duties, known, here),
  };
}
