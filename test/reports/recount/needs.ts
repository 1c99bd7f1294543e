import type { EventRow } from './raw.js';
import { everybody, share } from './year.js';
import type { Count, Counts, Year } from './year.js';

interface Counted {
  readonly person: string;
  readonly origin: string;
  readonly end: 'met' | 'declined' | 'left' | 'waiting';
}

/** Needs of a year, step by step from the log: where each was carried, what was found, how it ended. */
export function needs(year: Year): Counts {
  const all = ofYear(year, year.at.id);
  const before = year.at.previousId === null ? [] : ofYear(year, year.at.previousId);
  const count = (rows: readonly Counted[]): Count => ({
    ...{ value: rows.length, of: null, people: everybody(rows.map((it) => it.person)) },
  });
  const ended = (end: Counted['end']): Count => count(all.filter((it) => it.end === end));
  const met = (rows: readonly Counted[]) =>
    share(
      rows,
      (it) => it.end === 'met',
      (it) => it.person,
    );
  const asks = year.raw.report_ask.filter((it) => it.report_id === year.at.reportId && it.struck_at === null);
  return {
    needsRaised: count(all),
    needsMet: met(all),
    needsMetByTheme: met(all),
    needsMetByLevel: met(all),
    needsMetByOrigin: met(all),
    needsWaiting: ended('waiting'),
    needsDeclined: ended('declined'),
    needsLeft: ended('left'),
    needsCarried: ended('waiting'),
    needsMetBefore: met(before),
    statutoryGaps: count(
      all.filter((it) => it.end === 'waiting' && ['statutory', 'expiringCertificate'].includes(it.origin)),
    ),
    asks: asks.length ? { value: asks.reduce((sum, it) => sum + it.pence, 0), of: null, people: null } : null,
  };
}

function ofYear({ raw, log }: Year, cycle: string): Counted[] {
  return raw.need.flatMap((need) => {
    const steps = log.of(need.id);
    const moved = steps.filter(
      ({ type, from_state }) =>
        type === 'CARRY_OVER' && !/^live\.(judged\.met|declined|withdrawn)/.test(from_state ?? ''),
    );
    const years = [need.cycle_id, ...moved.map(({ payload }) => String(payload['toCycleId']))];
    const state = log.standing(need.id);
    const wentOn = years.at(-1) !== cycle;
    if (!years.includes(cycle) || state.startsWith('live.contested')) return [];
    if (!wentOn && state.startsWith('live.withdrawn')) return [];
    return [{ person: need.person_id, origin: need.origin, end: wentOn ? 'waiting' : endOf(state, steps) }];
  });
}

/** Of somebody who is away the last verdict counts. */
function endOf(state: string, steps: readonly EventRow[]): Counted['end'] {
  const verdict = steps.filter(({ type }) => ['MET', 'PARTLY_MET', 'NOT_MET'].includes(type)).at(-1)?.type;
  if (state.startsWith('live.judged.met') || (state === 'paused' && verdict === 'MET')) return 'met';
  if (state.startsWith('live.declined')) return 'declined';
  return state === 'ended' ? 'left' : 'waiting';
}
