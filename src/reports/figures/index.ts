import { answerFigures } from './answers-returned.js';
import { cashFigures } from './cash.js';
import { earlyCareerFigures } from './early-career.js';
import type { Figure } from './figure.js';
import { levelFigures } from './impact-levels.js';
import { inHouseFigures } from './in-house.js';
import { needBreakdowns } from './need-breakdowns.js';
import { needFigures } from './needs.js';
import { nextYearFigures } from './next-year.js';
import { planFigures } from './planned-and-done.js';
import { priorityFigures } from './priorities.js';
import { standardsFigures } from './standards.js';
import { statutoryFigures } from './statutory.js';
import { stopKeepChangeFigures } from './stop-keep-change.js';
import { valueForMoneyFigures } from './value-for-money.js';
import { whoFigures } from './who-got-what.js';

/** Every figure of the report, in the order in which head and governors want them. */
export const figures: readonly Figure[] = [
  ...priorityFigures,
  ...cashFigures,
  ...statutoryFigures,
  ...needFigures,
  ...needBreakdowns,
  ...whoFigures,
  ...inHouseFigures,
  ...stopKeepChangeFigures,
  ...earlyCareerFigures,
  ...nextYearFigures,
  ...planFigures,
  ...levelFigures,
  ...answerFigures,
  ...standardsFigures,
  ...valueForMoneyFigures,
];

export const figureNamed = (name: string): Figure | undefined => figures.find((it) => it.name === name);
