import type { Page } from '../../web/index.js';
import { figurePage } from './figure.page.js';
import { fileContent, filePage, wantFile } from './files.pages.js';
import { definitionsPage, impactPage, reportPage, wholePage } from './report.pages.js';
import { askPage, readSection, sectionPage, sendQuestion } from './section.pages.js';
import { stepPage, takeStep } from './step.pages.js';
import { saveWriting, sendAnswer, writePage } from './write.pages.js';

/** The impact report: read, written, signed off, taken along. */
export const reportPages: readonly Page[] = [
  ...[impactPage, reportPage, wholePage, definitionsPage, figurePage],
  ...[sectionPage, readSection, askPage, sendQuestion, writePage, saveWriting, sendAnswer],
  ...[stepPage, takeStep, filePage, wantFile, fileContent],
];
