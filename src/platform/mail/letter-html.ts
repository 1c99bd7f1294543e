import type { Letter, LetterItem, LetterLink } from './letter.js';

const BODY =
  'margin:0;padding:24px 16px;background:#ffffff;color:#1d1d1d;font-family:Helvetica,Arial,sans-serif';
const MAIN = 'max-width:560px;margin:0 auto;font-size:17px;line-height:1.5';
const SMALL = 'font-size:14px;color:#555555;border-top:1px solid #d0d0d0;margin-top:32px;padding-top:12px';
const LINK = 'color:#1b4f9c;font-weight:bold';
const BUTTON =
  'display:inline-block;background:#1b4f9c;color:#ffffff;padding:10px 18px;text-decoration:none;font-weight:bold;border-radius:4px';

/** A letter as HTML: no pictures, no scripts, nothing loaded from anywhere, readable in every mail program. */
export function letterHtml(letter: Letter, subject: string): string {
  const items = letter.items ?? [];
  const list = items.map(itemHtml).join('\n');
  const parts = [
    paragraph(letter.greeting),
    ...letter.opening.map(paragraph),
    items.length > 1
      ? `<ol style="padding-left:1.4em">\n${list}\n</ol>`
      : list.replace(/^<li[^>]*>|<\/li>$/g, ''),
    letter.action
      ? `<p><a href="${escaped(letter.action.url)}" style="${BUTTON}">${escaped(letter.action.label)}</a></p>`
      : '',
    ...(letter.closing ?? []).map(paragraph),
    paragraph(letter.from),
    letter.footer
      ? `<p style="${SMALL}">${escaped(letter.footer.text)}${footerLink(letter.footer.link)}</p>`
      : '',
  ];
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="${BODY}"><main style="${MAIN}">
${parts.filter(Boolean).join('\n')}
</main></body></html>
`;
}

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

function itemHtml({ title, text, link }: LetterItem): string {
  const action = link ? `<br><a href="${escaped(link.url)}" style="${LINK}">${escaped(link.label)}</a>` : '';
  return `<li style="margin-bottom:18px"><p style="margin:0"><strong>${escaped(title)}</strong><br>${escaped(text)}${action}</p></li>`;
}

function footerLink(link?: LetterLink): string {
  return link ? ` <a href="${escaped(link.url)}" style="color:#555555">${escaped(link.label)}</a>` : '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
