import { everybody, share, total } from './year.js';
import type { Count, Counts, Year } from './year.js';

/** Who got what, who stayed, who is current: person by person. */
export function people(year: Year): Counts {
  const { raw, log, at } = year;
  /** Before the first register of the year nobody knows whether anybody took part. */
  const registers = year.bookings.some((it) => raw.attendance.some((a) => a.booking_id === it.id));
  const staff = registers ? year.staff : [];
  const minutes = (person: string): number =>
    total(year.bookings.filter((it) => it.person_id === person).map((it) => year.minutes(it.id)));
  const reached = (it: { id: string }): boolean => minutes(it.id) > 0;
  const who = (it: { id: string }): string => it.id;
  const hours: Count = {
    ...{ value: total(staff.map((it) => minutes(it.id))), of: null },
    people: everybody(staff.map(who)),
  };
  const there = year.bookings.filter((it) => year.wasThere(it.id));
  const person = (it: { person_id: string }): string => it.person_id;
  const registered = year.bookings.filter((it) => raw.attendance.some((a) => a.booking_id === it.id));
  const first = raw.person.filter(
    (it) =>
      it.staff_group !== null &&
      it.staff_group !== 'governor' &&
      (it.starts_on ?? '') <= at.startsOn &&
      (it.leaves_on === null || it.leaves_on >= at.startsOn),
  );
  const end = at.endsOn < at.today ? at.endsOn : at.today;
  const early = raw.person.filter(
    (it) =>
      registers &&
      it.early_career &&
      !(it.starts_on !== null && it.starts_on > at.endsOn) &&
      !(it.leaves_on !== null && it.leaves_on < at.startsOn),
  );
  const over = (id: string): boolean => /declined|withdrawn|cancelled|ended/.test(log.state(id));
  const goesOn = (id: string): boolean => !['closed', 'filed', 'ended', 'withdrawn'].includes(log.state(id));
  const studies = raw.booking.filter(
    (it) =>
      year.activity(it.activity_id).kind === 'qualification' &&
      (it.cycle_id === at.id || goesOn(it.id)) &&
      !over(it.id),
  );
  const activities = raw.activity.filter((it) => it.cycle_id === at.id);
  return {
    staffReached: share(staff, reached, who),
    partTimeReached: share(
      staff.filter((it) => it.fte !== null),
      reached,
      who,
    ),
    phaseReached: share(staff, reached, who),
    timeByGroup: staff.length ? hours : null,
    timeEach: staff.length
      ? { value: Math.round(hours.value / staff.length), of: staff.length, people: hours.people }
      : null,
    earlyCareerReached: share(
      early,
      (it) => year.bookings.some((b) => b.person_id === it.id && year.wasThere(b.id)),
      who,
    ),
    retention: share(first, (it) => it.leaves_on === null || it.leaves_on >= end, who),
    qualifications: { value: studies.length, of: null, people: everybody(studies.map(person)) },
    inHouseShare: share(there, (it) => !year.activity(it.activity_id).external, person),
    showedUp: share(registered, (it) => year.wasThere(it.id), person),
    placesByKind: (() => {
      const counted = there.filter((it) => year.minutes(it.id) > 0);
      return counted.length
        ? { value: counted.length, of: null, people: everybody(counted.map(person)) }
        : null;
    })(),
    statutoryAttended: share(
      year.bookings.filter((it) => year.activity(it.activity_id).statutory && !over(it.id)),
      (it) => year.wasThere(it.id),
      person,
    ),
    statutoryCurrent: certificates(year),
    quality: share(
      raw.quality_answer.filter((it) => year.activity(it.activity_id).cycle_id === at.id),
      (it) => it.mark === 'yes',
    ),
    qualityAfter: share(
      raw.quality_afterwards.filter((it) => year.activity(it.activity_id).cycle_id === at.id),
      (it) => it.mark === 'yes',
    ),
    activitiesHeld: share(
      activities,
      (it) => there.some((b) => b.activity_id === it.id) || held(year, it.id),
    ),
    activitiesCancelled: {
      ...{ value: activities.filter((it) => log.state(it.id).includes('cancelled')).length, of: null },
      people: null,
    },
    planLines: planLines(year),
    ...standards(year),
  };
}

/** Somebody of another year's booking may have been there. */
const held = (year: Year, activity: string): boolean =>
  year.raw.booking.some((it) => it.activity_id === activity && year.wasThere(it.id));

function certificates({ raw, at }: Year): Count | null {
  const inPost = (id: string): boolean => {
    const leaves = raw.person.find((it) => it.id === id)?.leaves_on ?? null;
    return leaves === null || leaves >= at.today;
  };
  const owed = new Map<string, { person: string; current: boolean }>();
  for (const it of raw.certificate.filter(
    (c) => c.statutory && c.struck_at === null && inPost(c.person_id),
  )) {
    const key = `${it.person_id} ${it.title.toLowerCase()}`;
    const current = it.expires_on === null || it.expires_on >= at.today;
    owed.set(key, { person: it.person_id, current: current || owed.get(key)?.current === true });
  }
  return share(
    [...owed.values()],
    (it) => it.current,
    (it) => it.person,
  );
}

function planLines({ raw, at }: Year): Count | null {
  const plan = raw.plan.find((it) => it.cycle_id === at.id);
  const versions = new Map(raw.plan_edition.map((it) => [it.id, it.version]));
  const latest = new Map<string, { version: number; removed: boolean }>();
  for (const line of raw.plan_line.filter((it) => it.plan_id === plan?.id)) {
    const version = versions.get(line.edition_id) ?? null;
    if (version !== null && version > (latest.get(line.id)?.version ?? 0))
      latest.set(line.id, { version, removed: line.removed });
  }
  const value = [...latest.values()].filter((it) => !it.removed).length;
  return value > 0 ? { value, of: null, people: null } : null;
}

function standards({ raw, at }: Year): Counts {
  const lowest = ({ rating, second }: { rating: number; second: number | null }): number =>
    second === null ? rating : Math.min(rating, second);
  const rated = raw.self_assessment
    .filter((it) => it.cycle_id === at.id)
    .flatMap((it) => {
      const [before, after] = ['before', 'after'].map((taken) =>
        raw.picture.find((p) => p.assessment_id === it.id && p.taken === taken),
      );
      return Object.entries(before?.ratings ?? {}).flatMap(([standard, was]) => {
        const is = after?.ratings[standard];
        return is ? [{ person: it.person_id, before: lowest(was), after: lowest(is) }] : [];
      });
    });
  return {
    standardsSecureBefore: share(
      rated,
      (it) => it.before > 2,
      (it) => it.person,
    ),
    standardsSecureAfter: share(
      rated,
      (it) => it.after > 2,
      (it) => it.person,
    ),
  };
}
