import { localDate } from '../../platform/calendar/index.js';
import type { IsoDate } from '../../platform/calendar/index.js';
import { occasionToday, remindersOf, rungsOf } from '../policy/occasions.js';
import type { Occasion } from '../policy/occasions.js';
import { ruleFor } from '../policy/reminder-rule.js';
import type { ReminderPolicy } from '../policy/reminder-rule.js';
import { recipients, subjectOf } from '../recording/ladder.js';
import type { PeopleDays } from '../settings/people-days.js';
import type { DueDuty } from './duties.js';

/** A reminder that the school's policy asks for today. */
export interface DueReminder {
  /** The same occasion of the same duty always has the same name. */
  readonly effect: string;
  readonly person: string;
  readonly instance: string;
  readonly about: 'duty.soon' | 'duty.today' | 'duty.overdue' | 'duty.late';
  readonly escalation: boolean;
  readonly subject: string | null;
  readonly duty: string;
  /** '<chart>.<duty>' */
  readonly kind: string;
  readonly dueOn: IsoDate;
}

export interface PlanningGround {
  readonly today: IsoDate;
  /** The day of the last plan; null before the first. */
  readonly planned: IsoDate | null;
  readonly days: PeopleDays;
  readonly policy: ReminderPolicy;
  /** Who holds a post today. */
  readonly holders: (post: string) => readonly string[];
}

/** What the policy says about one duty, for its owners and those above: pure, and the same for planning and explaining. */
export function occasionsOf(duty: DueDuty, ground: Pick<PlanningGround, 'policy' | 'days'>) {
  const rule = ruleFor(ground.policy, duty.chart, duty.duty);
  const dueOn = localDate(duty.dueAt.toISOString(), ground.days.calendar.calendar.zone);
  const { calendar } = ground.days;
  const [first] = duty.owners;
  return {
    dueOn,
    reminders: (owner: string): Occasion[] => remindersOf(rule, dueOn, calendar, ground.days.of(owner)),
    rungs: rungsOf(rule, dueOn, calendar, first ? ground.days.of(first) : undefined),
  };
}

/** Everything that is to be said today about one duty. People who do not work today hear of it when they do. */
export function remindersToday(duty: DueDuty, ground: PlanningGround): DueReminder[] {
  const { dueOn, reminders, rungs } = occasionsOf(duty, ground);
  const { today, planned, days } = ground;
  const zone = days.calendar.calendar.zone;
  const since = localDate(duty.since.toISOString(), zone);
  const base = {
    instance: duty.instance,
    subject: subjectOf(duty.people),
    duty: duty.duty,
    kind: `${duty.chart}.${duty.duty}`,
    dueOn,
  };
  const name = (what: string): string =>
    ['due', duty.instance, duty.duty, duty.since.toISOString(), dueOn, what].join('/');
  const own = duty.owners
    .filter((owner) => days.works(owner, today))
    .flatMap((owner): DueReminder[] => {
      const occasion = occasionToday(reminders(owner), { today, since, planned });
      if (!occasion) return [];
      const about = `duty.${occasion.what as 'soon' | 'today' | 'overdue'}` as const;
      return [
        {
          ...base,
          effect: name(`${occasion.what}${occasion.days}`),
          person: owner,
          about,
          escalation: false,
        },
      ];
    });
  const up = rungs
    .filter(({ on }) => on <= today)
    .flatMap(({ what }) =>
      above(duty, what === 'head' ? 'head' : firstRungOf(duty), ground).map((person): DueReminder => ({
        ...{ ...base, effect: name(what), person, about: 'duty.late', escalation: true },
      })),
    );
  return [...own, ...up];
}

/** The person of the record who stands above its owner; the CPD leader where there is none. */
export function firstRungOf({ people, owners }: DueDuty): string {
  const role = ['reviewer', 'lineManager'].find((name) => {
    const held = people[name];
    return typeof held === 'string' && !owners.includes(held);
  });
  return role ?? 'cpdLeader';
}

function above(duty: DueDuty, who: string, { holders }: PlanningGround): readonly string[] {
  return recipients({ who, escalation: true, people: duty.people, holders, owing: duty.owners });
}
