import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Letter } from './letter.js';

/** Both forms of a letter. The subject is the title of the HTML page. */
export function renderLetter(letter: Letter, subject: string): { text: string; html: string } {
  return { text: letterText(letter), html: letterHtml(letter, subject) };
}
