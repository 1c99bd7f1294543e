import type { CommandContext, CommandHandler } from '../../engine/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { idFrom } from '../../platform/ids.js';
import type { AfterProvision } from '../ports.js';

type Params = Readonly<Record<string, unknown>>;
interface Concerned {
  readonly person: string;
  readonly lineManager: string | readonly string[] | null;
}
const peopleOf = ({ instance }: CommandContext) => instance.context['people'] as Concerned;

/** What a booking leaves behind: the confirmation, hours, milestones, certificates, and the evaluation that it begins. */
export function afterwardsCommands(after: AfterProvision): readonly CommandHandler[] {
  return [
    {
      command: 'keepConfirmation',
      handle: async ({ tx, at }, { confirmationId }) => {
        await tx.query('update cpd.confirmation set kept_at = $2 where id = $1', [confirmationId, at]);
      },
    },
    { command: 'startImpact', handle: (context, params) => startImpact(after, context, params) },
    {
      command: 'recordHours',
      handle: (context, { minutes }) => addLine(context, { kind: 'hours', minutes: Number(minutes) }),
    },
    {
      command: 'recordMilestone',
      handle: (context, { milestoneId }) =>
        addLine(context, { kind: 'milestone', milestoneId: String(milestoneId) }),
    },
    { command: 'keepCertificate', handle: (context, params) => keepCertificate(after, context, params) },
  ];
}

async function startImpact(after: AfterProvision, context: CommandContext, params: Params): Promise<void> {
  const { instance } = context;
  const { person, lineManager } = peopleOf(context);
  for (const starter of after.evaluations) {
    await starter.startEvaluation(context, {
      bookingId: instance.id,
      activityId: String(instance.context['activityId']),
      cycleId: String(instance.context['cycleId']),
      personId: person,
      lineManagerId: [lineManager].flat()[0] ?? null,
      needId: (params['needId'] as string | null) ?? null,
      mode: params['mode'] === 'full' ? 'full' : 'light',
      heldOn: String(instance.context['endsOn']),
    });
  }
}

interface Line {
  readonly kind: 'hours' | 'milestone' | 'certificate';
  readonly minutes?: number;
  readonly milestoneId?: string;
  readonly certificateId?: string;
}

async function addLine(context: CommandContext, line: Line): Promise<void> {
  const { tx, instance, effect, at } = context;
  const { kind, minutes = 0, milestoneId = null, certificateId = null } = line;
  await tx.query(
    `insert into cpd.portfolio_line (id, school_id, person_id, booking_id, kind, minutes, milestone_id, certificate_id, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
    [
      idFrom('portfolio', effect),
      instance.tenant,
      peopleOf(context).person,
      instance.id,
      kind,
      minutes,
      milestoneId,
      certificateId,
      at,
    ],
  );
}

const CERTIFICATE = {
  name: 'provision.certificate',
  text: `select c.title, v.statutory from cpd.booking_certificate c join cpd.booking b on b.id = c.booking_id
    join cpd.activity v on v.id = b.activity_id where c.id = $1`,
};

async function keepCertificate(after: AfterProvision, context: CommandContext, params: Params) {
  const certificateId = String(params['certificateId']);
  const [row] = await context.tx.query<{ title: string; statutory: boolean }>(CERTIFICATE, [certificateId]);
  if (!row) return;
  await addLine(context, { kind: 'certificate', certificateId });
  for (const receiver of after.certificates) {
    await receiver.receiveCertificate(context, {
      ...row,
      certificateId,
      bookingId: context.instance.id,
      personId: peopleOf(context).person,
      gainedOn: localDate(context.at),
      expiresOn: (params['expiresOn'] as string | null) ?? null,
    });
  }
}
