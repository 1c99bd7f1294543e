import { everybody, share, total } from './year.js';
import type { Count, Counts, Year } from './year.js';

const JUDGED = ['met', 'partlyMet', 'notMet'];
const LOOKED_AT = ['observation', 'pupilWork', 'data'];

/** What came of training, from judgements in the log and from answers. */
export function outcomes(year: Year): Counts {
  const { raw, log, evaluations } = year;
  const judged = evaluations.filter((it) => JUDGED.includes(log.outcome(it.id) ?? ''));
  const ofYear = (id: string): boolean => raw.evaluation.find((it) => it.id === id)?.cycle_id === year.at.id;
  const answers = raw.evaluation_response.filter((it) => it.stage === 'reaction' && ofYear(it.evaluation_id));
  const judgements = raw.evaluation_judgement.filter((it) => ofYear(it.evaluation_id));
  const withJudgement = [...new Set(judgements.map((it) => it.evaluation_id))];
  const moderations = judgements
    .filter((it) => it.kind === 'moderated')
    .flatMap((it) => {
      const before = judgements
        .filter((j) => j.kind === 'judged' && j.evaluation_id === it.evaluation_id && j.at < it.at)
        .sort((a, b) => (a.at < b.at ? 1 : -1))[0];
      return before ? [{ changed: before.outcome !== it.outcome }] : [];
    });
  return {
    metByKind: share(judged, (it) => log.outcome(it.id) === 'met'),
    notReturned: share(evaluations, (it) => log.lapsed(it.id)),
    straightLined: share(
      answers,
      (it) =>
        new Set([it.worth, it.learnt, it.support]).size === 1 &&
        it.said.trim() === '' &&
        it.factors.trim() === '',
      (it) => it.person_id,
    ),
    moderated: share(withJudgement, (id) =>
      judgements.some((it) => it.evaluation_id === id && it.kind === 'moderated'),
    ),
    moderationChanged: share(moderations, (it) => it.changed),
    otherFactors: share(withJudgement, (id) =>
      judgements.some((it) => it.evaluation_id === id && it.other_factors.trim() !== ''),
    ),
    lapsedParts: {
      ...{ of: null, people: null },
      value: total(raw.evaluation_unreturned.filter((it) => ofYear(it.evaluation_id)).map((it) => it.people)),
    },
    reactionReturned: returned(year, 'reaction'),
    applicationReturned: returned(year, 'application'),
    ...priorities(year),
    ...levels(year),
  };
}

function returned(year: Year, stage: string): Count | null {
  const asked = year.evaluations.flatMap(({ id }) => {
    const over = year.raw.evaluation_unreturned.some((it) => it.evaluation_id === id && it.part === stage);
    return year.log.people(id).flatMap((person) => {
      const answered = year.raw.evaluation_response.some(
        (it) => it.evaluation_id === id && it.stage === stage && it.person_id === person,
      );
      return answered || over ? [{ person, answered }] : [];
    });
  });
  return share(
    asked,
    (it) => it.answered,
    (it) => it.person,
  );
}

/** A need's priority, as it was last sorted. */
function priorityOfNeed(year: Year, needId: string | null): string | null {
  const sorted = needId === null ? [] : year.log.of(needId).filter(({ type }) => type === 'TRIAGE');
  return (sorted.at(-1)?.payload['priorityId'] as string | undefined) ?? null;
}

function priorities(year: Year): Counts {
  const { raw, log } = year;
  const served = year.evaluations.filter((it) => {
    const purpose = raw.booking_purpose.find((p) => p.booking_id === it.booking_id && it.booking_id !== null);
    return (
      (year.activity(it.activity_id).priority_id ?? priorityOfNeed(year, purpose?.need_id ?? null)) !== null
    );
  });
  const outcome = (id: string): string => log.outcome(id) ?? '';
  const judged = served.filter((it) => JUDGED.includes(outcome(it.id)));
  const unknown = served.filter((it) => !JUDGED.includes(outcome(it.id)));
  const measured = (id: string): boolean =>
    raw.evaluation_measure.some(
      (it) => it.evaluation_id === id && it.baseline !== null && it.actual !== null,
    );
  const lookedAt = (id: string): boolean =>
    raw.evaluation_evidence.some((it) => it.evaluation_id === id && LOOKED_AT.includes(it.kind));
  return {
    prioritiesMet: share(judged, (it) => outcome(it.id) === 'met'),
    prioritiesEvidence: share(judged, (it) => measured(it.id) || lookedAt(it.id)),
    prioritiesMeasured: share(judged, (it) => measured(it.id)),
    prioritiesUnknown: {
      ...{ value: unknown.length, of: null },
      people: everybody(unknown.flatMap((it) => log.people(it.id))),
    },
  };
}

function levels(year: Year): Counts {
  const { raw, log } = year;
  const known = year.bookings.map((booking) => {
    const own = raw.evaluation.find((it) => it.booking_id === booking.id);
    const group = raw.evaluation.find(
      (it) =>
        it.booking_id === null &&
        it.activity_id === booking.activity_id &&
        log.people(it.id).includes(booking.person_id),
    );
    const evaluation = [own, group].find((it) => it !== undefined && log.state(it.id) !== 'void');
    const answer = (stage: string) =>
      raw.evaluation_response.find(
        (it) =>
          it.evaluation_id === evaluation?.id && it.person_id === booking.person_id && it.stage === stage,
      );
    const day = answer('reaction');
    const use = answer('managerView')?.use ?? answer('application')?.use ?? null;
    const outcome = own && own === evaluation ? log.outcome(own.id) : null;
    const something =
      raw.evaluation_evidence.some((it) => it.evaluation_id === own?.id && it.level === 5) ||
      raw.evaluation_measure.some((it) => it.evaluation_id === own?.id);
    const good = (mark: number | null | undefined): boolean | null =>
      mark === null || mark === undefined ? null : mark > 3;
    return {
      person: booking.person_id,
      levels: [
        good(day?.worth),
        good(day?.learnt),
        good(day?.support),
        use === null ? null : use === 'often' || use === 'always',
        outcome !== null && JUDGED.includes(outcome) ? outcome === 'met' && something : null,
      ],
    };
  });
  return Object.fromEntries(
    [1, 2, 3, 4, 5].map((level) => [
      `level${level}`,
      share(
        known.filter((it) => it.levels[level - 1] !== null),
        (it) => it.levels[level - 1] === true,
        (it) => it.person,
      ),
    ]),
  );
}
