import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import type { Visit } from '../../web/index.js';
import { boardNeed, priority, strength, theme, year } from './needs.schemas.js';
import type { BoardNeed, Priority, Strength, Theme, Year } from './needs.schemas.js';

/** What sorting looks at. `year` is null before the first one is set up. */
export interface BoardFacts {
  readonly today: string;
  readonly year: Year | null;
  readonly sortBy: string | null;
  readonly needs: readonly BoardNeed[];
  readonly strengths: readonly Strength[];
  readonly themes: readonly Theme[];
  readonly priorities: readonly Priority[];
}

/** The year that today lies in, or the next to come: the same as the frame shows. */
export function presentYear(years: readonly Year[], today: string): Year | null {
  return (
    years.filter(({ endsOn }) => endsOn >= today).sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0] ??
    null
  );
}

export async function readBoard(visit: Visit<string>): Promise<BoardFacts> {
  const [at, { cycles }] = await Promise.all([
    visit.now(),
    visit.ask('cycles.list', z.object({ cycles: z.array(year) })),
  ]);
  const today = localDate(at);
  const now = presentYear(cycles, today);
  if (now === null)
    return { today, year: null, sortBy: null, needs: [], strengths: [], themes: [], priorities: [] };
  const [board, themes, cycle] = await Promise.all([
    visit.ask('needs.board', z.object({ needs: z.array(boardNeed), strengths: z.array(strength) }), {
      query: { cycleId: now.id },
    }),
    visit.ask('themes.list', z.object({ themes: z.array(theme) })),
    visit.ask(
      'cycles.get',
      z.object({ priorities: z.array(priority), dates: z.record(z.string(), z.string()) }),
      { params: { id: now.id } },
    ),
  ]);
  return {
    today,
    year: now,
    sortBy: cycle.dates['needsSortedOn'] ?? null,
    ...board,
    themes: themes.themes,
    priorities: cycle.priorities.filter(({ withdrawnOn }) => withdrawnOn === null),
  };
}
