import type { Crosswalk, Framework } from '../import/framework.js';
import { TDA_2007_TO_TS_2011 } from './crosswalk-tda-2007-ts-2011.js';
import { HEADTEACHERS_2020 } from './headteachers-2020.js';
import { HLTA_2015 } from './hlta-2015.js';
import { TDA_2007 } from './tda-2007.js';
import { TEACHERS_STANDARDS_2011 } from './teachers-standards-2011.js';
import { TEACHING_ASSISTANTS_2016 } from './teaching-assistants-2016.js';

/** Frameworks that every school has from the start. */
export const FRAMEWORKS: readonly Framework[] = [
  TEACHERS_STANDARDS_2011,
  HLTA_2015,
  TEACHING_ASSISTANTS_2016,
  HEADTEACHERS_2020,
  TDA_2007,
];

export const CROSSWALKS: readonly Crosswalk[] = [TDA_2007_TO_TS_2011];

/** Code of the framework that a staff group starts with; null: no standards self-assessment. */
export const DEFAULT_FRAMEWORKS: Readonly<Record<string, string | null>> = {
  leadership: TEACHERS_STANDARDS_2011.code,
  teacher: TEACHERS_STANDARDS_2011.code,
  hlta: HLTA_2015.code,
  teachingAssistant: TEACHING_ASSISTANTS_2016.code,
  pastoral: null,
  business: null,
  administration: null,
  site: null,
  midday: null,
  catering: null,
  technician: null,
  governor: null,
  other: null,
};

/** The default of a person: the head has a framework of their own, a group that is not listed has none. */
export function defaultFrameworkFor(person: {
  readonly staffGroup: string;
  readonly isHead: boolean;
}): string | null {
  return person.isHead ? HEADTEACHERS_2020.code : (DEFAULT_FRAMEWORKS[person.staffGroup] ?? null);
}
