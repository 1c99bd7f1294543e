import type { ImpactContext } from '../../workflows/impact/impact.types.js';
import { holders } from '../../workflows/people.js';
import type { CommandContext, CommandHandler } from '../engine/index.js';

const INSERT = `insert into cpd.evaluation_unreturned (evaluation_id, part, school_id, people, at)
  select $1, p.part, $2, case when p.part in ('reaction', 'application') then greatest(1, $4 - (select count(*)::int
      from cpd.evaluation_response r where r.evaluation_id = $1 and r.stage = p.part and r.person_id = any ($5))) else 1 end, $6
    from unnest($3::text[]) p(part)
  on conflict do nothing`;

/** A part whose time is up is written down as not returned, with how many people it is; nobody is named. */
export const countUnreturned: CommandHandler = {
  command: 'countUnreturned',
  async handle({ tx, at, instance }: CommandContext): Promise<void> {
    const context = instance.context as unknown as ImpactContext;
    const people = holders(context.people.person);
    const parts = [...new Set(context.notReturned)];
    await tx.query(INSERT, [instance.id, instance.tenant, parts, people.length, people, at]);
  },
};
