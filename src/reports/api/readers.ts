/** Papers that are frozen for others. */
export const KINDS = ['governors', 'published', 'addendum'] as const;
/** Who reads the whole report, names and small groups included. */
export const WHOLE = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];
