import type { PostName } from './post.entity.js';

/**
 * Posts that their holder may hand to a colleague: none of them opens a review, a statement or a journal. Who acts as head,
 * chair, governor or administrator is appointed by the school, not by whoever goes away.
 */
export const DELEGABLE: readonly PostName[] = [
  'deputy',
  'cpdLeader',
  'cpdTeam',
  'finance',
  'cover',
  'inductionTutor',
  'mentor',
];
