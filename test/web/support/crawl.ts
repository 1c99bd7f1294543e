import type { PersonName } from '../../support/school.js';
import type { Answer, Site } from './site.js';

/** Every page that somebody reaches by links from a first one, by address without query order. */
export async function crawl(
  site: Site,
  who: PersonName,
  { from = '/', most = 150 }: { readonly from?: string; readonly most?: number } = {},
): Promise<Map<string, Answer>> {
  const seen = new Map<string, Answer>();
  const redirects = new Set<string>();
  const waiting = [from];
  while (waiting.length > 0 && seen.size < most) {
    const address = waiting.shift() as string;
    if (seen.has(address) || redirects.has(address)) continue;
    const answer = await site.get(who, address);
    const further = answer.status === 303 ? answer.headers.get('location') : null;
    // A page that leads on to another of ours is no dead end: the other one is looked at.
    if (further?.startsWith('/') && !further.startsWith('/sign-in')) {
      redirects.add(address);
      if (!redirects.has(further)) waiting.unshift(further);
      continue;
    }
    seen.set(address, answer);
    const isPage = answer.headers.get('content-type')?.includes('html') ?? false;
    if (isPage) waiting.push(...linksIn(answer.text).filter((link) => !seen.has(link)));
  }
  return seen;
}

/** Our own addresses behind the links of a page. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?(?:xlink:)?href="([^"#]+)/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => href.startsWith('/') && !href.startsWith('/assets/'));
}

/** Fields of forms that no label, legend or name for screen readers belongs to. */
export function unlabelledFields(html: string): string[] {
  const labelled = new Set([...html.matchAll(/<label\b[^>]*\bfor="([^"]+)"/g)].map(([, id]) => id));
  return [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/type="(?:hidden|submit|button)"/.test(tag))
    .filter((tag) => !/aria-label(?:ledby)?="/.test(tag) && !labelled.has(/\bid="([^"]+)"/.exec(tag)?.[1]));
}
