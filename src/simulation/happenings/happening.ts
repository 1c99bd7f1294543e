import type { StaffList } from '../school/staff-file.js';
import type { World } from '../school/world.js';

export interface Scene {
  readonly world: World;
  /** The staff file as the office keeps it. */
  readonly staff: StaffList;
}

/** Something that happens of itself: because its day has come, or by chance. */
export type Happening = (scene: Scene) => Promise<void>;
