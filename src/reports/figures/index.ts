import { cashFigures } from './cash.js';
import { earlyCareerFigures } from './early-career.js';
import type { Figure } from './figure.js';
import { inHouseFigures } from './in-house.js';
import { needFigures } from './needs.js';
import { nextYearFigures } from './next-year.js';
import { priorityFigures } from './priorities.js';
import { statutoryFigures } from './statutory.js';
import { stopKeepChangeFigures } from './stop-keep-change.js';
import { whoFigures } from './who-got-what.js';

/** Every figure of the report, in the order in which head and governors want them. */
export const figures: readonly Figure[] = [
  ...priorityFigures,
  ...cashFigures,
  ...statutoryFigures,
  ...needFigures,
  ...whoFigures,
  ...inHouseFigures,
  ...stopKeepChangeFigures,
  ...earlyCareerFigures,
  ...nextYearFigures,
];

export const figureNamed = (name: string): Figure | undefined => figures.find((it) => it.name === name);
