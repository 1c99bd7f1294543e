import type { CommandContext, CommandHandler, Host } from '../engine/index.js';
import { isRetriable } from '../platform/database/errors.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { Figures } from './figures.service.js';
import type { Papers } from './papers.service.js';
import { proposePriorities } from './proposals.js';

/** What the report's chart orders: each command once in the whole application. */
export function reportCommands(host: Host, figures: Figures, papers: Papers): readonly CommandHandler[] {
  const freeze = (command: string, kind: 'governors' | 'published' | 'addendum'): CommandHandler => ({
    command,
    handle: ({ tx, instance, effect }) => papers.freeze(tx, instance.id, kind, effect),
  });
  return [
    {
      command: 'computeFigures',
      handle: async (context, params) => {
        const { instance, effect, tx } = context;
        if (!(await compute(context, figures, Number(params['edition'])))) return;
        // A correction is published when its figures are there.
        if (instance.state === 'live.published') await papers.freeze(tx, instance.id, 'published', effect);
      },
    },
    freeze('makeGovernorEdition', 'governors'),
    { command: 'sendPapers', handle: ({ tx, instance }) => papers.send(tx, instance.id) },
    {
      command: 'publishReport',
      handle: async ({ tx, instance, effect }, params) => {
        // Of a correction the figures are still to come: computeFigures publishes it.
        if (await hasFigures(tx, instance.id, Number(params['edition'])))
          await papers.freeze(tx, instance.id, 'published', effect);
      },
    },
    freeze('publishAddendum', 'addendum'),
    {
      command: 'proposePriorities',
      handle: ({ tx, instance }, params) => proposePriorities(tx, instance.id, String(params['cycleId'])),
    },
    {
      command: 'askWriter',
      handle: (given) =>
        host.handlerOf('remind').handle(given, { who: 'cpdLeader', about: 'report.answersLate' }),
    },
  ];
}

/** Answers the chart that figures are there, or that they are not; a failed attempt leaves nothing behind. */
async function compute(
  { tx, tell, instance }: CommandContext,
  figures: Figures,
  edition: number,
): Promise<boolean> {
  await tx.query('savepoint figures');
  try {
    await figures.compute(tx, instance.id, edition);
    tell(instance.id, { type: 'FIGURES_COMPUTED' });
    return true;
  } catch (error) {
    await tx.query('rollback to savepoint figures');
    // What passes by itself is tried again by the engine.
    if (isRetriable(error)) throw error;
    tell(instance.id, { type: 'FIGURES_FAILED' });
    return false;
  }
}

async function hasFigures(tx: Tx, reportId: string, edition: number): Promise<boolean> {
  const [row] = await tx.query(
    'select 1 from cpd.report_figure where report_id = $1 and edition = $2 limit 1',
    [reportId, edition],
  );
  return row !== undefined;
}
