import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import {
  answerForm,
  capital,
  count,
  get,
  longDate,
  paths,
  post,
  presentForm,
  show,
  view,
} from '../../web/index.js';
import type { FieldErrors, FormModel, FormSpec, PageModel, Reply, Visit } from '../../web/index.js';

interface ReferralsModel extends PageModel {
  readonly lede: string;
  readonly referrals: readonly {
    readonly id: string;
    readonly title: string;
    readonly school: string;
    readonly question: string;
    readonly outcome: string;
    readonly due: string;
    readonly isLate: boolean;
    readonly form: FormModel;
    readonly action: string;
  }[];
  readonly errors: FormModel['errors'];
}

const referralsView = view<ReferralsModel>('needs/web/referrals.njk');
const referrals = z.object({
  referrals: z.array(
    z.object({
      needId: z.string(),
      school: z.string(),
      phase: z.string().nullable(),
      title: z.string(),
      outcome: z.string(),
      question: z.string(),
      dueOn: z.string(),
    }),
  ),
});
const spec: FormSpec = {
  answer: {
    label: 'What you advise',
    hint: 'The school reads it as you write it.',
    most: 4000,
    noun: 'your advice',
  },
};
const draftOf = (id: string): string => `referral:${id}`;

/** What schools ask: what must be learnt, never who. */
export const referralsPage = get(paths.referrals, (visit) => asked(visit));

export const answerReferral = post(paths.referralAnswer, (visit) => {
  const { id } = visit.params;
  const advised = visit.fields.text('_what') !== 'none';
  return answerForm(visit, {
    spec,
    draftName: draftOf(id),
    send: () =>
      visit.tell('needs.answer', { params: { id }, body: { answer: visit.fields.text('answer'), advised } }),
    next: paths.referrals.pattern,
    flash: { title: 'Your advice is with the school' },
    again: (errors) => asked(visit, id, errors),
  });
});

async function asked(visit: Visit<string>, again?: string, errors: FieldErrors = {}): Promise<Reply> {
  const { referrals: found } = await visit.ask('referrals.list', referrals);
  const today = localDate(await visit.now());
  const shown = await Promise.all(
    found.map(async (one) => ({
      id: one.needId,
      title: one.title,
      school: [one.school, one.phase].filter(Boolean).join(', '),
      question: one.question,
      outcome: one.outcome,
      due: `${one.dueOn < today ? 'Was due' : 'Due'} ${longDate(one.dueOn, today)}`,
      isLate: one.dueOn < today,
      action: paths.referralAnswer.to({ id: one.needId }),
      form: presentForm(spec, {
        ...(again === one.needId ? { sent: visit.fields, errors } : {}),
        ...{ draftName: draftOf(one.needId), draft: await visit.drafts.read(draftOf(one.needId)) },
      }),
    })),
  );
  return show(
    referralsView,
    {
      title: 'Referrals',
      lede:
        shown.length === 0
          ? 'No school waits for your advice.'
          : `${capital(count(shown.length, 'question'))} from schools, the most urgent first. You see what must be learnt, not who.`,
      referrals: shown,
      errors: shown.flatMap(({ form }) => form.errors),
    },
    again ? 422 : 200,
  );
}
