import { newcomers } from '../words/demo-names.js';
import type { StaffList } from '../school/staff-file.js';
import type { World } from '../school/world.js';
import type { Happening } from './happening.js';

/**
 * In January the office exports the staff file again: one person leaves at the end of the month, two have come, one has
 * another line manager, and somebody was left out by mistake.
 */
export const januaryFile: Happening = async ({ world, staff }) => {
  const clerk = world.cast.firstOf(['administrator', 'cpdLeader', 'head']);
  if (!clerk) return;
  const leaver = someLeaver(world);
  if (leaver) staff.change(leaver, { LeaveDate: `31/01/${world.today.slice(0, 4)}` });
  moveSomebody(world, staff, leaver);
  joiners(world, staff);
  const forgotten = somebodyForgotten(world, leaver);
  const row = forgotten ? staff.take(forgotten) : undefined;
  await bringIn(world, clerk, staff);
  if (row) staff.add(row);
};

/** In February the file is whole again: whoever was left out has been answered for, or is found. */
export const februaryFile: Happening = async ({ world, staff }) => {
  const clerk = world.cast.firstOf(['administrator', 'cpdLeader', 'head']);
  if (clerk) await bringIn(world, clerk, staff);
};

async function bringIn(world: World, clerk: Parameters<World['call']>[0], staff: StaffList): Promise<void> {
  await world.attempt(clerk, 'staff.commit', { query: { allowMissing: 'true' }, body: staff.toBuffer() });
  await world.meetAgain();
}

/** A teacher who manages nobody and holds no post. */
function someLeaver(world: World): string | undefined {
  const managers = new Set(world.cast.staff.map(({ managerId }) => managerId));
  const free = world.cast.staff.filter(
    ({ id, group, posts, away }) =>
      group === 'teacher' && posts.length === 0 && !managers.has(id) && away.length === 0,
  );
  return free.length > 0 ? world.chance.pick(free, 'leaves in January').number : undefined;
}

function moveSomebody(world: World, staff: StaffList, leaver: string | undefined): void {
  const assistants = world.cast.staff.filter(
    ({ group, number }) => group === 'teachingAssistant' && number !== leaver,
  );
  const managers = world.cast.staff.filter(
    ({ group, number }) => group === 'leadership' && number !== leaver,
  );
  if (assistants.length === 0 || managers.length === 0) return;
  const moved = world.chance.pick(assistants, 'new line manager');
  const manager = world.chance.pick(managers, 'becomes line manager');
  if (moved.managerId !== manager.id) staff.change(moved.number, { LineManagerId: manager.number });
}

function joiners(world: World, staff: StaffList): void {
  const manager = world.cast.firstOf(['deputy', 'head', 'cpdLeader']);
  for (const { number, title, forename, surname, jobTitle, group } of newcomers) {
    staff.add({
      ...{
        Id: number,
        Title: title,
        Forename: forename,
        Surname: surname,
        JobTitle: jobTitle,
        StaffGroup: group,
      },
      Email: `${forename}.${surname}@school.example`
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^\w.@]/g, ''),
      ...{
        StartDate: `05/01/${world.today.slice(0, 4)}`,
        FTE: '1',
        LineManagerId: manager?.number ?? '',
        ECT: 'no',
      },
    });
  }
}

function somebodyForgotten(world: World, leaver: string | undefined): string | undefined {
  const managers = new Set(world.cast.staff.map(({ managerId }) => managerId));
  const plain = world.cast.staff.filter(
    ({ id, number, posts }) => posts.length === 0 && !managers.has(id) && number !== leaver,
  );
  return plain.length > 0 ? world.chance.pick(plain, 'left out of the file').number : undefined;
}
