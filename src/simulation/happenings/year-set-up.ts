import { financialYearOf } from '../../platform/calendar/index.js';
import { themes } from '../words/needs.js';
import type { Happening } from './happening.js';

/** Money for a year of training: pence, by what the pot is for; a small primary school's sums, invented. */
const POTS = [
  ['Training', 1_400_000],
  ['Pupil premium training', 450_000],
  ['Cover', 500_000],
] as const;

/** In July: next year is set up by the CPD leader and its pots are filled by whoever keeps them. */
export const setUpYear: Happening = async ({ world }) => {
  const leader = world.cast.firstOf(['cpdLeader', 'head']);
  const keeper = world.cast.firstOf(['finance', 'head']);
  if (!leader || !keeper) return;
  const startYear = Number(world.today.slice(0, 4));
  const body = { startYear, governorsMeetOn: world.inSchoolDays(-8, `${startYear + 1}-07-20`) };
  const { id } = await world.call<{ id: string }>(leader, 'cycles.prepare', { body });
  for (const financialYear of new Set([`${startYear}-09-01`, `${startYear + 1}-06-01`].map(nameOf))) {
    for (const [name, amountPence] of POTS) {
      await world.call(keeper, 'cycles.setPot', {
        params: { id },
        body: { name, amountPence, financialYear },
      });
    }
  }
  await makeThemes(world, leader);
};

const nameOf = (date: string): string => financialYearOf(date, 'april').name;

async function makeThemes(
  world: Parameters<Happening>[0]['world'],
  leader: Parameters<typeof world.call>[0],
) {
  const { themes: known } = await world.call<{ themes: readonly { title: string }[] }>(leader, 'themes.list');
  for (const { title, about } of Object.values(themes)) {
    if (known.some((theme) => theme.title === title)) continue;
    await world.call(leader, 'themes.make', { body: { title, about } });
  }
}
