import type { IsoDate } from '../chart.js';
import { addDays } from '../dates.js';
import { isHeldBy } from '../people.js';
import { SECTIONS } from './report.types.js';
import type { ReportContext, ReportInput, Section } from './report.types.js';

/** Papers go out with seven clear days between: eight calendar days before the meeting. */
const PAPERS_BEFORE = -8;
/** The head has a week before the papers go out; drafting begins four weeks before that. */
const HEAD_BEFORE = PAPERS_BEFORE - 7;
const DRAFT_BEFORE = HEAD_BEFORE - 28;

/** The dates that count back from the governors' meeting. */
export const countedBack = (meeting: IsoDate) => ({
  governorsMeetOn: meeting,
  papersDueOn: addDays(meeting, PAPERS_BEFORE),
  headDueOn: addDays(meeting, HEAD_BEFORE),
  draftOn: addDays(meeting, DRAFT_BEFORE),
});

export function beginReport(input: ReportInput): ReportContext {
  const counted = countedBack(input.governorsMeetOn);
  return {
    ...counted,
    schoolId: input.schoolId,
    cycleId: input.cycleId,
    reportId: input.reportId,
    people: { writer: null },
    headDueOn: input.headDueOn ?? counted.headDueOn,
    draftOn: input.draftOn ?? counted.draftOn,
    addendumDueOn: input.addendumDueOn,
    ownDraftDate: input.draftOn !== undefined,
    ownHeadDate: input.headDueOn !== undefined,
    edition: 0,
    written: [],
    read: [],
    asked: [],
    askedBy: null,
  };
}

export function afterMoving(context: ReportContext, meeting: IsoDate) {
  const counted = countedBack(meeting);
  return {
    ...counted,
    headDueOn: context.ownHeadDate ? context.headDueOn : counted.headDueOn,
    draftOn: context.ownDraftDate ? context.draftOn : counted.draftOn,
  };
}

export const including = (sections: readonly Section[], section: Section): readonly Section[] =>
  sections.includes(section) ? sections : [...sections, section];
export const excluding = (sections: readonly Section[], section: Section): readonly Section[] =>
  sections.filter((it) => it !== section);

export const everySectionWritten = (context: ReportContext): boolean =>
  SECTIONS.every((section) => context.written.includes(section));

/** Every section is either read or has a question: the head is through. */
export const headIsThrough = (context: ReportContext): boolean =>
  SECTIONS.every((section) => context.read.includes(section) || context.asked.includes(section));

export const isWriter = (context: ReportContext, person: string): boolean =>
  isHeldBy(context.people.writer, person);
