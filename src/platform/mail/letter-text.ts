import type { Letter, LetterItem, LetterLink } from './letter.js';

/** Readable on the narrowest screen and when quoted (RFC 3676 asks for less than 78). */
const WIDTH = 72;

/** A letter as plain text. */
export function letterText(letter: Letter): string {
  const items = letter.items ?? [];
  const blocks = [
    letter.greeting,
    ...letter.opening.map((paragraph) => wrap(paragraph)),
    ...items.map((item, at) => itemText(item, items.length > 1 ? `${at + 1}. ` : '')),
    ...(letter.action ? [linkText(letter.action)] : []),
    ...(letter.closing ?? []).map((paragraph) => wrap(paragraph)),
    letter.from,
    ...(letter.footer
      ? [
          [
            '-- ',
            wrap(letter.footer.text),
            ...(letter.footer.link ? [linkText(letter.footer.link)] : []),
          ].join('\n'),
        ]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function itemText({ title, text, link }: LetterItem, number: string): string {
  const indent = ' '.repeat(number.length);
  return [`${number}${title}`, wrap(text, indent), ...(link ? [linkText(link, indent)] : [])].join('\n');
}

const linkText = ({ label, url }: LetterLink, indent = ''): string => `${indent}${label}:\n${indent}${url}`;

/** Lines of at most 72 characters; a longer word stands alone. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
