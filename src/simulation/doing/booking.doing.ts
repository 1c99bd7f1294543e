import { behaviour } from '../behaviour.js';
import { potsOf } from '../school/setting.js';
import type { Player } from '../school/player.js';
import { confirmationReference, shareBacks } from '../words/offers.js';
import { peopleOf, step } from './doing.js';
import type { Act, Doings, Outcome } from './doing.js';

interface Share {
  readonly potId: string;
  readonly pence: number;
  readonly financialYear: string;
  readonly state: 'asked' | 'agreed' | 'declined';
}

const sharesOf = ({ record }: Act): readonly Share[] =>
  (record.context['funding'] as readonly Share[] | undefined) ?? [];

/** How places are asked for, approved, paid, confirmed, covered and attended. */
export const bookingDoings: Doings = {
  async stateOutcome(act) {
    const asks = writerFor(act);
    await act.world.call(asks, 'bookings.submit', { params: { id: act.record.id } });
    return 'done';
  },

  async approveBooking(act) {
    const { world, duty, record } = act;
    const steps = record.context['steps'] as readonly { decided: string | null }[];
    const at = steps.findIndex(({ decided }) => decided === null);
    if (at < 0) return 'done';
    const about = [duty.words, 'approval', at] as const;
    const way = world.chance.weighted({ approve: 92, decline: 4, return: 3, insert: 1 }, ...about);
    if (way === 'decline') {
      return step(act, 'bookings.decline', { step: at, reason: 'Too many of the team are out on that day.' });
    }
    if (way === 'return' && world.once('sent back', duty.words)) {
      return step(act, 'bookings.return', {
        step: at,
        reason: 'What will be different for pupils? Please say.',
      });
    }
    if (way === 'insert' && world.once('another step', duty.words)) {
      await step(act, 'bookings.insertStep', { before: steps.length, role: 'finance' });
    }
    return step(act, 'bookings.approve', { step: at });
  },

  async agreeFunding(act) {
    const { world, duty } = act;
    for (const [share, { state, potId, pence, financialYear }] of sharesOf(act).entries()) {
      if (state !== 'asked') continue;
      const pot = (await potsOf(world, financialYear)).find(({ id }) => id === potId);
      const declines =
        world.chance.happens(behaviour.potDeclines, duty.words, 'pot declines', share) &&
        world.once('pot declines', duty.words);
      const isEmpty = (pot?.leftPence ?? 0) < pence;
      await step(act, isEmpty || declines ? 'bookings.declineFunding' : 'bookings.agreeFunding', {
        share,
      });
    }
    return 'later';
  },

  /** A declined share goes to the fullest other pot of the same financial year. */
  async rerouteFunding(act) {
    const { world, who, record } = act;
    for (const [share, { state, potId, pence, financialYear }] of sharesOf(act).entries()) {
      if (state !== 'declined') continue;
      const other = (await potsOf(world, financialYear)).find(
        ({ id, leftPence }) => id !== potId && leftPence >= pence,
      );
      if (!other) {
        await world.call(who, 'bookings.cancel', { params: { id: record.id } });
        return 'done';
      }
      await step(act, 'bookings.reroute', { share, potId: other.id, financialYear });
    }
    return 'later';
  },

  async decideClash(act) {
    const decides = apart(act);
    if (!decides) return 'later';
    const allows = act.world.chance.happens(0.75, act.duty.words, 'clash');
    const body = allows ? {} : { step: 0, reason: 'Somebody else from the team is out on that day.' };
    await act.world.call(decides, allows ? 'bookings.allowClash' : 'bookings.decline', {
      params: { id: act.record.id },
      body,
    });
    return 'done';
  },

  offerRecompense: (act) =>
    step(act, 'bookings.offerRecompense', {
      kind: act.world.chance.pick(['pay', 'timeInLieu'], act.duty.words, 'recompense'),
    }),
  answerRecompense: (act) =>
    act.who.online ? step(act, 'bookings.acceptRecompense') : Promise.resolve('done'),

  async enterConfirmation(act) {
    if (act.world.chance.happens(0.03, act.duty.words, 'refused'))
      return step(act, 'bookings.providerRefused');
    const number = act.world.chance.between(1000, 9999, act.duty.words, 'reference');
    return step(act, 'bookings.enterConfirmation', { reference: confirmationReference(number) });
  },
  findConfirmation: (act) =>
    step(act, 'bookings.enterConfirmation', {
      reference: confirmationReference(act.world.chance.between(1000, 9999, act.duty.words, 'reference')),
    }),

  arrangeCover,
  arrangeCoverNow: arrangeCover,
  decideWithoutCover: (act) =>
    step(
      act,
      act.world.chance.happens(0.6, act.duty.words, 'without cover')
        ? 'bookings.noCoverNeeded'
        : 'bookings.withdraw',
    ),

  async answerNewDates(act) {
    const comes = act.world.chance.happens(0.85, act.duty.words, 'new dates');
    const answers = writerFor(act);
    await act.world.call(answers, comes ? 'bookings.stillComing' : 'bookings.withdraw', {
      params: { id: act.record.id },
    });
    return 'done';
  },

  async markAttendance(act) {
    const mark = act.world.chance.weighted(
      { absent: behaviour.noShow, part: behaviour.partly, present: 1 - behaviour.noShow - behaviour.partly },
      act.duty.words,
      'mark',
    );
    return step(act, 'bookings.markAttendance', {
      mark,
      minutes: mark === 'absent' ? 0 : mark === 'part' ? 120 : 300,
    });
  },

  shareBack,
  shareBackLate: shareBack,
  noteAbsence: (act) =>
    step(act, 'bookings.noteAbsence', {
      cause: act.world.chance.pick(['illness', 'work', 'travel', 'other'], act.duty.words, 'cause'),
    }),
};

/** Cover by a colleague costs nothing more; by an agency it is paid from the pot for cover, while that lasts. */
async function arrangeCover(act: Act): Promise<Outcome> {
  const { world, duty, record } = act;
  if (world.chance.happens(behaviour.cannotCover, duty.words, 'no cover'))
    return step(act, 'bookings.cannotCover');
  const person = peopleOf(record, 'person')[0];
  const colleagues = world.cast.staff.filter(({ id, group }) => group === 'hlta' && id !== person);
  const year = sharesOf(act)[0]?.financialYear;
  const pots = year ? await potsOf(world, year) : [];
  const pot = pots.find(({ name }) => name === 'Cover');
  if (pot && pot.leftPence > 20_000 && world.chance.happens(0.5, duty.words, 'agency')) {
    const body = { coveredByName: 'Supply agency', costPence: 16_500, potId: pot.id };
    return step(act, 'bookings.arrangeCover', body);
  }
  const named = { coveredByName: 'A colleague of the same year' };
  if (colleagues.length > 0 && world.once('colleague covers', duty.words, duty.key)) {
    const coveredBy = world.chance.pick(colleagues, duty.words, 'covers').id;
    const done = await world.attempt(act.who, 'bookings.arrangeCover', {
      params: { id: record.id },
      body: { coveredBy },
    });
    if (done) return 'done';
  }
  return step(act, 'bookings.arrangeCover', named);
}

async function shareBack(act: Act): Promise<Outcome> {
  const { world, who, duty, record } = act;
  if (!who.online) {
    const manager = world.cast.one(who.managerId);
    if (manager) await world.call(manager, 'bookings.waiveShareBack', { params: { id: record.id } });
    return 'done';
  }
  const text = world.chance.pick(shareBacks, duty.words, 'shares');
  return step(act, 'bookings.shareBack', {
    text,
    everybody: world.chance.happens(0.4, duty.words, 'with all'),
  });
}

/** The person; for somebody without a computer the line manager. */
function writerFor({ world, who, record }: Act): Player {
  if (who.online) return who;
  return world.cast.one(peopleOf(record, 'lineManager')[0]) ?? world.cast.one(who.managerId) ?? who;
}

/** Whoever may decide and is not the person themselves. */
const apart = ({ world, record, who }: Act): Player | undefined =>
  peopleOf(record, 'person').includes(who.id)
    ? world.cast.firstOf(['head', 'deputy', 'cpdLeader'], peopleOf(record, 'person') as string[])
    : who;
