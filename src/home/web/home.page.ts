import { z } from 'zod';
import { get, paths, show, view } from '../../web/index.js';
import { awaited, duty, myYear } from '../home.schemas.js';
import { presentHome } from './home.presenter.js';
import type { HomeModel } from './home.presenter.js';

const homeView = view<HomeModel>('home/web/home.njk');

/** What needs me now; what I wait for, and from whom; my year at a glance. */
export const homePage = get(paths.home, async (visit) => {
  const { person, name } = visit.visitor;
  const [at, mine, others, year] = await Promise.all([
    visit.now(),
    visit.ask('duties.mine', z.object({ duties: z.array(duty) })),
    visit.ask('duties.awaited', z.object({ duties: z.array(awaited) })),
    visit.ask('year.mine', myYear),
  ]);
  const facts = {
    person: { id: person, name },
    at,
    duties: mine.duties,
    awaited: others.duties,
    myYear: year,
  };
  return show(homeView, presentHome(facts));
});
