/** What people write beside ratings and evidence, for the simulation. */
export const ratingNotes = [
  'I do this most days.',
  'I know how, and do it when there is time.',
  'I would like to see somebody do it well.',
  'Colleagues ask me about this.',
] as const;

export const secondViews = [
  'I have seen you do this well more often than you say.',
  'I think that this needs another year; we will look at it together.',
] as const;

export const evidenceTitles = [
  'Plans and books of one week',
  'Notes of a lesson that a colleague watched',
  'Photographs of the display, without pupils',
  'What families said at the open afternoon',
] as const;
