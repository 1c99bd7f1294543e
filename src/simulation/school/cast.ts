import type { Chance } from '../chance.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { isInPost, temperamentOf } from './player.js';
import type { Player } from './player.js';

interface Row extends Omit<Player, 'temperament' | 'posts' | 'away'> {
  readonly posts: string[];
  readonly away: { from: string; to: string | null }[];
}

const PEOPLE = `select p.id, coalesce(p.external_id, p.surname) as number, p.forename || ' ' || p.surname as name,
    coalesce(p.staff_group, 'governor') as "group", p.online, p.early_career as "earlyCareer",
    p.contract_days as "contractDays", p.starts_on::text as "startsOn", p.leaves_on::text as "leavesOn",
    p.line_manager_id as "managerId",
    array(select o.post from cpd.post o where o.school_id = p.school_id and o.person_id = p.id and o.from_date <= $1
      and (o.to_date is null or o.to_date > $1) order by o.post) as posts,
    (select coalesce(jsonb_agg(jsonb_build_object('from', a.from_date, 'to', a.to_date) order by a.from_date), '[]')
      from cpd.absence a where a.school_id = p.school_id and a.person_id = p.id) as away
  from cpd.person p order by 2, p.id`;

/** Everybody who plays a part, as the database knows them today. */
export class Cast {
  private constructor(
    private readonly byId: ReadonlyMap<string, Player>,
    private readonly today: string,
  ) {}

  static async read(system: Tx, chance: Chance, today: string): Promise<Cast> {
    const rows = await system.query<Row>(PEOPLE, [today]);
    const players = rows.map((row) => ({
      ...row,
      temperament: temperamentOf(chance, row.number, row.posts),
    }));
    return new Cast(new Map(players.map((player) => [player.id, player])), today);
  }

  /** In the order of their payroll numbers. */
  get everyone(): readonly Player[] {
    return [...this.byId.values()];
  }

  /** In post today and on the payroll: governors are not. */
  get staff(): readonly Player[] {
    return this.everyone.filter((player) => player.group !== 'governor' && isInPost(player, this.today));
  }

  one(id: string | null | undefined): Player | undefined {
    return id ? this.byId.get(id) : undefined;
  }

  named(number: string): Player | undefined {
    return this.everyone.find((player) => player.number === number);
  }

  /** Those who hold a post today. */
  holding(post: string): readonly Player[] {
    return this.everyone.filter((player) => player.posts.includes(post) && isInPost(player, this.today));
  }

  /** Whoever holds the first of these posts that anybody holds; never one of `except`. */
  firstOf(posts: readonly string[], except: readonly (string | null)[] = []): Player | undefined {
    for (const post of posts) {
      const found = this.holding(post).find(({ id }) => !except.includes(id));
      if (found) return found;
    }
    return undefined;
  }
}
