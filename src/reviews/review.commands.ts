import type { AskSettlerParams, PassNeedsParams } from '../../workflows/review/review.types.js';
import type { CommandContext, CommandHandler, Host } from '../engine/index.js';
import type { NeedsPassing } from './needs-passing.js';

/** What the review chart orders: each command once in the whole application. */
export function reviewCommands(host: Host, needs: NeedsPassing): readonly CommandHandler[] {
  return [
    {
      command: 'passNeeds',
      handle: (context, params) => needs.pass(context, params as unknown as PassNeedsParams),
    },
    {
      command: 'askSettler',
      handle: (context, params) => needs.ask(context, params as unknown as AskSettlerParams),
    },
    { command: 'openToReviewer', handle: noteNewReviewer },
    {
      command: 'applyRevision',
      handle: async ({ tx }, params) => {
        await tx.query('select confidential.apply_revision($1, $2)', [
          params['reviewId'],
          params['revisionId'],
        ]);
      },
    },
    {
      command: 'carryAim',
      handle: async ({ tx }, params) => {
        await tx.query('select confidential.carry_aims($1)', [params['reviewId']]);
      },
    },
    { command: 'inviteToMeeting', handle: (context) => tellBoth(host, context) },
  ];
}

/** Access follows the engine's record by itself; what is kept here is who had it since when. */
async function noteNewReviewer(
  { tx, at, instance }: CommandContext,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  // Self-assessments order it too; they need nothing written.
  if (instance.chart !== 'review') return;
  const reviewers = [params['reviewer'] ?? []].flat();
  await tx.query(
    `insert into confidential.reviewer_term (review_id, school_id, reviewers, since) values ($1, $2, $3, $4)
      on conflict (review_id, since) do nothing`,
    [params['reviewId'], tx.principal.school, reviewers, at],
  );
}

/** The meeting's day stands in the record; both people hear of it as of everything else, through reminders. */
async function tellBoth(host: Host, context: CommandContext): Promise<void> {
  const remind = host.handlerOf('remind');
  for (const who of ['reviewee', 'reviewer']) {
    const effect = `${context.effect}.${who}`;
    await remind.handle({ ...context, effect }, { who, about: 'review.meetingBooked' });
  }
}
