import type { Crosswalk } from '../import/framework.js';

/** Core standards of 2007 -> Teachers' Standards that ask for the same; several where a core standard was divided. */
const RELATED: Readonly<Record<string, readonly string[]>> = {
  C1: ['TS1b'],
  C2: ['TS1c'],
  C3: ['P2.2', 'P2.3'],
  C4: ['TS8e'],
  C5: ['TS8b'],
  C6: ['TS8b'],
  C7: ['TS8d'],
  C9: ['TS8d'],
  C10: ['TS5a'],
  C11: ['TS6a'],
  C12: ['TS6b'],
  C13: ['TS6c'],
  C15: ['TS3a'],
  C16: ['TS3a'],
  C17: ['TS3c'],
  C18: ['TS5c'],
  C19: ['TS5d'],
  C20: ['TS8b'],
  C21: ['TS8b'],
  C22: ['P2.1b'],
  C23: ['P2.1b'],
  C24: ['P2.1b'],
  C25: ['TS5b'],
  C26: ['TS2b', 'TS4a'],
  C27: ['TS3c'],
  C28: ['TS4c'],
  C29: ['TS2b', 'TS4a'],
  C30: ['TS4b'],
  C31: ['TS6b'],
  C32: ['TS6d'],
  C33: ['TS2c'],
  C34: ['TS6c'],
  C35: ['TS4d'],
  C36: ['TS6d'],
  C37: ['TS1a'],
  C38: ['TS7a', 'TS7c'],
  C39: ['TS2e', 'TS7b'],
  C40: ['TS8a', 'TS8b'],
  C41: ['TS8c'],
};

/** Our own reading of two texts that were never mapped officially: close, never the same, so always 'related'. */
export const TDA_2007_TO_TS_2011: Crosswalk = {
  from: 'tda-2007',
  to: 'teachers-standards-2011',
  relations: Object.entries(RELATED).flatMap(([from, codes]) =>
    codes.map((to) => ({ from, to, kind: 'related' as const })),
  ),
};
