import { z } from 'zod';
import { capital, count, dateAndTime, get, goTo, paths, post, show, view } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';

interface MailModel extends PageModel {
  readonly live: boolean;
  readonly lede: string;
  readonly hours: string;
  readonly troubles: readonly {
    readonly name: string;
    readonly to: string;
    readonly what: string;
    readonly tried: string;
    readonly id: string;
  }[];
}
interface LettersModel extends PageModel {
  readonly lede: string;
  readonly letters: readonly { readonly subject: string; readonly about: string; readonly text: string }[];
  readonly none: string;
}

const mailView = view<MailModel>('reminders/web/mail.njk');
const lettersView = view<LettersModel>('reminders/web/letters.njk');
const settings = z.object({
  live: z.boolean(),
  digestAt: z.string(),
  quietFrom: z.string(),
  quietTo: z.string(),
});
const troubles = z.object({
  troubles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      to: z.string().nullable(),
      trouble: z.string(),
      attempts: z.int(),
      state: z.string(),
    }),
  ),
});
const back: Link = { href: paths.settings.pattern, text: 'School settings' };
const toMail: Link = { href: paths.settingsMail.pattern, text: 'Mail' };

/** Whether mail leaves, and what did not arrive. */
export const mailPage = get(paths.settingsMail, async (visit) => {
  const [now, late] = await Promise.all([
    visit.ask('mail.settings', settings),
    visit.ask('mail.troubles', troubles),
  ]);
  return show(mailView, {
    ...{ title: 'Mail', back, live: now.live },
    lede: now.live
      ? 'Mail leaves the school. Everybody gets one mail of the day with what needs them.'
      : 'All mail is held: nobody gets any until you let it go. Try everything out in peace.',
    hours: `The mail of the day goes out at ${now.digestAt}; between ${now.quietFrom} and ${now.quietTo} none is sent.`,
    troubles: late.troubles.map(({ id, name, to, trouble, attempts }) => ({
      ...{ id, name, to: to ?? 'no address', what: trouble },
      tried: capital(count(attempts, 'time')),
    })),
  });
});

export const letMailGo = post(paths.settingsMailLive, async (visit) => {
  const live = visit.fields.text('live') === 'yes';
  await visit.tell('mail.goLive', { body: { live } });
  return goTo(paths.settingsMail.pattern, {
    title: live ? 'Mail leaves the school from now on' : 'All mail is held again',
    ...(live ? { text: 'What waited goes out with the next mail of the day.' } : {}),
  });
});

/** One mail that did not arrive, or all of them. */
export const mailAgain = post(paths.settingsMailAgain, async (visit) => {
  const one = visit.fields.text('id');
  const { tried } = z
    .object({ tried: z.int() })
    .parse(await visit.tell('mail.retry', { body: { ids: one ? [one] : null } }));
  return goTo(paths.settingsMail.pattern, {
    title: `${capital(count(tried, 'mail is', 'mails are'))} tried again`,
  });
});

export const mailTest = post(paths.settingsMailTest, async (visit) => {
  await visit.tell('mail.test');
  return goTo(paths.settingsMail.pattern, { title: 'A test mail is on its way to you' });
});

/** Every mail as an example: what people will read. */
export const wordingPage = get(paths.settingsMailWords, async (visit) => {
  const { templates } = await visit.ask(
    'mail.templates',
    z.object({ templates: z.array(z.object({ key: z.string(), subject: z.string(), text: z.string() })) }),
  );
  return show(lettersView, {
    ...{ title: 'What mails say', back: toMail, none: '' },
    lede: `${capital(count(templates.length, 'mail'))}, each with an example. None says what is in a review.`,
    letters: templates.map(({ subject, text }) => ({ subject, about: '', text })),
  });
});

/** Mails that stay on this machine because no mail server is named. */
export const outboxPage = get(paths.settingsOutbox, async (visit) => {
  const { mails } = await visit.ask(
    'mail.outbox',
    z.object({
      mails: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), keptAt: z.string() })),
    }),
  );
  return show(lettersView, {
    ...{ title: 'Outbox of this machine', back: toMail },
    lede: 'Where no mail server is named, mails stay here instead of leaving.',
    none: 'No mail has been kept here. It fills when mail is let go and no mail server is named.',
    letters: mails.map(({ to, subject, text, keptAt }) => ({
      subject,
      about: `To ${to}, ${dateAndTime(keptAt)}`,
      text,
    })),
  });
});
