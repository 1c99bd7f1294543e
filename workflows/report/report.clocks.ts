import type { ClockRule } from '../chart.js';

/** The report's dates count back from the governors' meeting; moving the meeting moves them. */
export const reportClocks = {
  draftOpens: { says: 'figures are computed six weeks before the meeting', from: 'draftOn', at: 'open' },
  commentaryDue: { says: 'commentary due with the head', from: 'headDueOn' },
  readingDue: { says: 'head’s reading due the day before papers go out', from: 'papersDueOn', at: 'open' },
  papersDue: { says: 'papers due seven clear days before the meeting', from: 'papersDueOn' },
  meetingDue: { says: 'the governors meet', from: 'governorsMeetOn' },
  publicationDue: {
    says: 'publication due 5 working days after the meeting',
    from: 'governorsMeetOn',
    after: { workingDays: 5 },
  },
  addendumOpens: {
    says: 'addendum may be written six weeks after the meeting',
    from: 'governorsMeetOn',
    after: { days: 42 },
  },
  addendumLapses: { says: 'autumn results due by then', from: 'addendumDueOn' },
} as const satisfies Readonly<Record<string, ClockRule>>;
