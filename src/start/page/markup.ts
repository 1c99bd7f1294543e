/** Markup that is safe to send: everything put into it was escaped on the way. */
export class Markup {
  constructor(readonly source: string) {}
}

type Part = Markup | string | number | null | false | readonly Part[];

/** Writes HTML: whatever is put in is escaped unless it is markup already. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    strings.reduce((all, text, i) => all + text + (i < parts.length ? written(parts[i] ?? null) : ''), ''),
  );
}

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
