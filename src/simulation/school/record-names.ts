import type { World } from './world.js';

interface NamedRow {
  readonly id: string;
  readonly chart: string;
  readonly cycle: string | null;
  readonly person: string | null;
  readonly activity: string | null;
  readonly title: string | null;
}

/**
 * Names records by what they are about: chart, year, person, title. Ids differ from run to run; these names do not, so
 * chance and order can hang on them. Two records that would have the same name are told apart by their number.
 */
export async function nameRecords(
  world: World,
  ids: readonly string[],
  names: Map<string, string>,
): Promise<void> {
  const rows = await world.look<NamedRow>(
    `select i.id, i.chart, c.title as cycle, p.external_id as person, i.snapshot->'context'->>'activityId' as activity,
        coalesce(n.title, a.title) as title
       from engine.instance i
       left join cpd.cycle c on c.id::text = i.snapshot->'context'->>'cycleId'
       left join cpd.person p on p.id::text = coalesce(i.snapshot->'context'->'people'->>'person',
         i.snapshot->'context'->'people'->>'reviewee')
       left join cpd.need n on n.id = i.id
       left join cpd.activity a on a.id::text = i.snapshot->'context'->>'activityId'
      where i.id = any ($1)
      order by i.chart, c.starts_on, p.external_id nulls first, coalesce(n.title, a.title), n.origin, n.outcome, i.started_at`,
    [ids],
  );
  const taken = new Set(names.values());
  for (const { id, chart, cycle, person, title } of rows) {
    const about = [chart, cycle ?? '', person ?? '', title ?? ''].join(' / ');
    let name = about;
    for (let count = 2; taken.has(name); count += 1) name = `${about} (${count})`;
    taken.add(name);
    names.set(id, name);
  }
}
