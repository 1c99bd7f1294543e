import { z } from 'zod';
import { get, paths, show, view } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';

interface SettingsModel extends PageModel {
  readonly lede: string;
  readonly parts: readonly (Link & {
    readonly about: string;
    readonly standing: string;
    readonly isOpen: boolean;
  })[];
}

const settingsView = view<SettingsModel>('cycles/web/settings.njk');
const cycles = z.object({ cycles: z.array(z.object({ title: z.string(), state: z.string().nullable() })) });
const calendar = z.object({ terms: z.array(z.unknown()), assumptions: z.array(z.string()) });

/** What a school decides once a year, in the order in which it is needed. */
export const settingsPage = get(paths.settings, async (visit) => {
  const [{ cycles: years }, dates, mail, people] = await Promise.all([
    visit.ask('cycles.list', cycles),
    visit.ask('school.calendar', calendar),
    visit.ask('mail.settings', z.object({ live: z.boolean() })),
    visit.ask('people.list', z.object({ people: z.array(z.unknown()) }), { query: { limit: 1 } }),
  ]);
  const hasPeople = people.people.length > 0;
  return show(settingsView, {
    title: 'School settings',
    lede: 'From top to bottom, and the school is ready.',
    parts: [
      {
        ...{
          href: paths.staff.pattern,
          text: 'Staff',
          about: 'The staff file, line managers, and who holds which post.',
        },
        ...{ standing: hasPeople ? 'There' : 'To do first', isOpen: !hasPeople },
      },
      {
        ...{
          href: paths.settingsDates.pattern,
          text: 'Term dates',
          about: 'Every deadline counts school days by them.',
        },
        standing:
          dates.assumptions.length > 0
            ? 'Something is assumed'
            : dates.terms.length > 0
              ? 'Known'
              : 'Not known yet',
        isOpen: dates.assumptions.length > 0 || dates.terms.length === 0,
      },
      {
        ...{ href: paths.settingsPolicy.pattern, text: 'Deadlines, limits and wording' },
        ...{
          about: 'How long things may take, who approves what, and what you call it.',
          standing: 'Usual values unless you change them',
          isOpen: false,
        },
      },
      {
        ...{
          href: paths.settingsYear.pattern,
          text: 'The year',
          about: 'Set it up and open it, at its beginning or in the middle.',
        },
        ...{ standing: years[0] ? years[0].title : 'Not set up yet', isOpen: years.length === 0 },
      },
      {
        ...{
          href: paths.settingsMail.pattern,
          text: 'Mail',
          about: 'Held until you let it go; what it says; what did not arrive.',
        },
        ...{ standing: mail.live ? 'Leaves the school' : 'Held', isOpen: !mail.live },
      },
      {
        ...{
          href: paths.howItWorks.pattern,
          text: 'How everything is going',
          about: 'Each kind of record, how many stand where, and what is stuck.',
        },
        ...{ standing: '', isOpen: false },
      },
    ],
  });
});
