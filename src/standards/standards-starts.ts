import type { StandardsInput } from '../../workflows/standards/standards.types.js';
import type { StartRequest } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';

/** What all self-assessments of a cycle have in common. Dates are ISO dates of the school. */
export interface StandardsYear {
  readonly schoolId: string;
  readonly cycleId: string;
  readonly posts: StandardsInput['posts'];
  readonly assessBy: string;
  readonly runsOnUntil: string;
}

/** One person who assesses themselves; people whose group has no framework do not. */
export interface AssessedPerson {
  readonly id: string;
  readonly reviewer: string | readonly string[] | null;
  readonly framework: string;
  readonly offline: boolean;
  /** Where theirs begins so late that the year's date leaves too little time. ISO date. */
  readonly assessBy?: string;
}

/** The same self-assessment of the same person in the same cycle always has the same id. */
export const assessmentIdOf = (cycleId: string, personId: string): string =>
  idFrom('standards', cycleId, personId);

/** The starts of a cycle's self-assessments: pure. */
export function assessmentStarts(year: StandardsYear, people: readonly AssessedPerson[]): StartRequest[] {
  return people.map(({ id: person, reviewer, offline, assessBy = year.assessBy }) => {
    const id = assessmentIdOf(year.cycleId, person);
    return {
      id,
      key: `${year.cycleId}:${person}`,
      input: { ...year, standardsId: id, person, reviewer, offline, assessBy },
    };
  });
}

/** Makes the content rows of self-assessments that are about to start, set-based; a row that exists is left alone. */
export async function openAssessments(
  tx: Tx,
  year: StandardsYear,
  people: readonly AssessedPerson[],
): Promise<StartRequest[]> {
  const starts = assessmentStarts(year, people);
  await tx.asSystem((system) =>
    system.query(
      `insert into confidential.self_assessment (id, school_id, cycle_id, person_id, framework, opened_at)
        select a.id, $1, $2, a.person, a.framework, $6 from unnest($3::uuid[], $4::uuid[], $5::text[])
          as a(id, person, framework)
        on conflict (id) do nothing`,
      [
        year.schoolId,
        year.cycleId,
        starts.map((start) => start.id),
        people.map((person) => person.id),
        people.map((person) => person.framework),
        tx.at,
      ],
    ),
  );
  return starts;
}
