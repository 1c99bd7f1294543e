import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import {
  answerForm,
  capital,
  get,
  paths,
  plainDate,
  post,
  postTitle,
  presentForm,
  show,
  view,
  writtenDate,
} from '../../web/index.js';
import type { FieldErrors, Fields, FormModel, FormSpec, PageModel, Reply, Visit } from '../../web/index.js';
import { personSchema, postSchema } from '../api/people.schemas.js';
import { POSTS } from '../post.entity.js';

interface MemberModel extends PageModel {
  readonly name: string;
  readonly lede: string;
  readonly isMissing: boolean;
  readonly leftForm: FormModel;
  readonly giveForm: FormModel;
  readonly errors: FormModel['errors'];
  readonly posts: readonly {
    readonly id: string;
    readonly title: string;
    readonly since: string;
    readonly own: boolean;
  }[];
  readonly actions: { readonly give: string; readonly left: string; readonly end: string };
  readonly leaves: string | null;
  readonly today: string;
}

const memberView = view<MemberModel>('people/web/member.njk');
const one = z.object({ person: personSchema });
const missing = z.object({ missing: z.array(z.object({ personId: z.string() })) });
const held = z.object({ posts: z.array(postSchema) });

const giveSpec: FormSpec = {
  post: {
    label: 'Post',
    options: POSTS.map((value) => ({ value, text: capital(postTitle(value)) })),
    noun: 'a post',
  },
  from: { label: 'From', hint: 'For example, 1 September 2027', noun: 'the first day' },
};
const leftSpec: FormSpec = {
  lastDay: { label: 'Last day in post', hint: 'For example, 31 August 2027', noun: 'the last day' },
};

export const memberPage = get(paths.staffMember, (visit) => member(visit));

export const givePost = post(paths.staffPosts, async (visit) => {
  const { id } = visit.params;
  const today = localDate(await visit.now());
  return answerForm(visit, {
    spec: giveSpec,
    send: () =>
      visit.tell('posts.give', {
        body: {
          personId: id,
          post: visit.fields.text('post'),
          from: writtenDate(visit.fields.text('from'), today),
        },
      }),
    next: paths.staffMember.to({ id }),
    flash: { title: `${capital(postTitle(visit.fields.text('post')))} from that day on` },
    again: (errors) => member(visit, { giveErrors: errors, sent: visit.fields }),
  });
});

export const endPost = post(paths.staffPostEnd, async (visit) => {
  const { id } = visit.params;
  const to = localDate(await visit.now());
  return answerForm(visit, {
    spec: {},
    send: () => visit.tell('posts.end', { params: { id: visit.fields.text('post') }, body: { to } }),
    next: paths.staffMember.to({ id }),
    flash: { title: 'The post has ended', text: 'Its work passes to whoever holds it now.' },
    again: (errors) => member(visit, { giveErrors: errors, sent: visit.fields }),
  });
});

/** Somebody leaves, or left; or is here after all though the last file did not name them. */
export const leave = post(paths.staffLeave, async (visit) => {
  const { id } = visit.params;
  const today = localDate(await visit.now());
  const lastDay = writtenDate(visit.fields.text('lastDay'), today);
  const isHere = visit.fields.text('_what') === 'here';
  const isMissing = visit.fields.text('_missing') === 'yes';
  const send = (): Promise<unknown> => {
    if (isHere) return visit.tell('staff.answerMissing', { params: { id }, body: { answer: 'here' } });
    return isMissing
      ? visit.tell('staff.answerMissing', { params: { id }, body: { answer: 'left', leftOn: lastDay } })
      : visit.tell('people.leave', { params: { id }, body: { lastDay } });
  };
  return answerForm(visit, {
    spec: leftSpec,
    send,
    names: { leftOn: 'lastDay' },
    next: paths.staffMember.to({ id }),
    flash: { title: isHere ? 'Noted: they are still here' : 'Their last day is noted' },
    again: (errors) => member(visit, { leftErrors: errors, sent: visit.fields }),
  });
});

interface Again {
  readonly giveErrors?: FieldErrors;
  readonly leftErrors?: FieldErrors;
  readonly sent?: Fields;
}

async function member(visit: Visit<'id'>, again: Again = {}): Promise<Reply> {
  const { id } = visit.params;
  const [{ person }, absent, { posts }, now] = await Promise.all([
    visit.ask('people.get', one, { params: { id } }),
    visit.ask('staff.missing', missing),
    visit.ask('posts.list', held),
    visit.now(),
  ]);
  const today = localDate(now);
  const leftForm = presentForm(leftSpec, {
    ...(again.leftErrors ? { sent: again.sent, errors: again.leftErrors } : {}),
  });
  const giveForm = presentForm(giveSpec, {
    stored: { from: plainDate(today) },
    ...(again.giveErrors ? { sent: again.sent, errors: again.giveErrors } : {}),
  });
  return show(
    memberView,
    {
      title: `${person.forename} ${person.surname}`,
      back: { href: paths.staff.pattern, text: 'Staff' },
      name: `${person.forename} ${person.surname}`,
      lede: [person.jobTitle, person.department, person.email ?? 'no address'].filter(Boolean).join(' · '),
      isMissing: absent.missing.some(({ personId }) => personId === id),
      ...{ leftForm, giveForm, errors: [...leftForm.errors, ...giveForm.errors] },
      posts: posts
        .filter((it) => it.personId === id && (it.toDate === null || it.toDate > today))
        .map((it) => ({
          id: it.id,
          title: capital(postTitle(it.post)),
          since: `${BASIS[it.basis]}from ${plainDate(it.fromDate)}${it.toDate ? ` to ${plainDate(it.toDate)}` : ''}`,
          own: it.basis === 'own' || it.basis === 'acting',
        })),
      actions: {
        give: paths.staffPosts.to({ id }),
        left: paths.staffLeave.to({ id }),
        end: paths.staffPostEnd.to({ id }),
      },
      leaves: person.leavesOn && plainDate(person.leavesOn),
      today: plainDate(today),
    },
    again.sent ? 422 : 200,
  );
}

const BASIS: Readonly<Record<string, string>> = {
  own: '',
  acting: 'for a while, ',
  delegated: 'handed to them, ',
  vacancy: 'because nobody else holds it, ',
};
