import type { Page } from '../../web/index.js';
import { answerPages } from './answer.page.js';
import { evidencePages } from './evidence.page.js';
import { matrixPages } from './matrix.page.js';

/** Pages of standards and evidence: for the person, and for whoever reviews them. */
export const standardsPages: readonly Page[] = [...matrixPages, ...evidencePages, ...answerPages];
