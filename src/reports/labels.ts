/** What the codes of breakdowns are called in the report. What is no code (a title, a name) stands as it is. */
const LABELS: Readonly<Record<string, string>> = {
  teaching: 'teaching staff',
  support: 'support staff',
  leadership: 'leadership',
  teacher: 'teachers',
  teachingAssistant: 'teaching assistants',
  hlta: 'higher level teaching assistants',
  partTime: 'part-time',
  fullTime: 'full-time',
  inHouse: 'in-house',
  inset: 'INSET day',
  inSchoolSession: 'session in school',
  teamTeaching: 'team teaching',
  lessonObservation: 'lesson observation',
  learningWalk: 'learning walk',
  actionResearch: 'action research',
  networkMeeting: 'network meeting',
  workingParty: 'working party',
  eLearning: 'e-learning',
  pupilOutcomes: 'pupil outcomes',
  evidence: 'evidence and expertise',
  collaboration: 'collaboration and challenge',
  sustained: 'sustained over time',
  ledFromTop: 'led from the top',
  annex: 'from reviews',
  standardsGap: 'from self-assessments',
  ownRequest: 'asked for',
  selfEvaluation: 'from self-evaluation',
  improvementPlan: 'from the improvement plan',
  expiringCertificate: 'certificates about to expire',
  together: 'small groups together',
};

export const labelOf = (code: string): string => LABELS[code] ?? code;
/** A path of a breakdown, from the widest to the narrowest. */
export const labelOfPath = (path: readonly string[]): string => path.map(labelOf).join(', ');
