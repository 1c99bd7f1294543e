import { z } from 'zod';
import {
  capital,
  count,
  get,
  joined,
  paths,
  postTitle,
  shortDate,
  show,
  view,
  withQuery,
} from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';
import { personSchema } from '../api/people.schemas.js';

interface StaffModel extends PageModel {
  readonly lede: string;
  readonly name: string;
  readonly people: readonly {
    readonly name: string;
    readonly href: string;
    readonly job: string;
    readonly posts: string;
    readonly note: string;
  }[];
  readonly further: Link | null;
  readonly vacant: string;
  readonly missing: readonly { readonly name: string; readonly since: string; readonly href: string }[];
  readonly importHref: string;
}

const staffView = view<StaffModel>('people/web/staff.njk');
const list = z.object({ people: z.array(personSchema), next: z.string().nullable() });
const missing = z.object({ missing: z.array(z.object({ personId: z.string(), askedAt: z.string() })) });
const PAGE = 60;

/** Everybody in post, with what each holds; who is missing from the last file comes first. */
export const staffPage = get(paths.staff, async (visit) => {
  const name = (visit.query['name'] ?? '').trim().slice(0, 80);
  const query = {
    limit: PAGE,
    ...(name ? { name } : {}),
    ...(visit.query['after'] ? { after: visit.query['after'] } : {}),
  };
  const [{ people, next }, absent, posts] = await Promise.all([
    visit.ask('people.list', list, { query }),
    visit.ask('staff.missing', missing),
    visit.ask('posts.list', z.object({ vacant: z.array(z.string()) })),
  ]);
  const nameOf = new Map<string, string>();
  for (const { personId } of absent.missing) {
    const { person } = await visit.ask('people.get', z.object({ person: personSchema }), {
      params: { id: personId },
    });
    nameOf.set(personId, `${person.forename} ${person.surname}`);
  }
  return show(staffView, {
    title: 'Staff',
    lede:
      people.length === 0
        ? 'Nobody is found.'
        : `${capital(count(people.length, 'person', 'people'))}${next ? ' on this page' : ''}.`,
    name,
    people: people.map((one) => ({
      name: `${one.surname}, ${one.forename}`,
      href: paths.staffMember.to({ id: one.id }),
      job: one.jobTitle,
      posts: capital(joined(one.posts.map(postTitle))),
      note: one.leavesOn
        ? `leaves ${shortDate(one.leavesOn)}`
        : one.online
          ? ''
          : 'confirms on paper or a shared device',
    })),
    further: next
      ? { href: withQuery(paths.staff.pattern, { name, after: next }), text: 'Further people' }
      : null,
    vacant: capital(joined(posts.vacant.map(postTitle))),
    missing: absent.missing.map(({ personId, askedAt }) => ({
      name: nameOf.get(personId) ?? 'Somebody',
      since: shortDate(askedAt.slice(0, 10)),
      href: paths.staffMember.to({ id: personId }),
    })),
    importHref: paths.staffImport.pattern,
  });
});
