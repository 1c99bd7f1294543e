import type { Client } from 'pg';
import { migrations } from '../../migrations/index.js';

/** Undoes everything that came after a migration, newest first: what refers to its tables goes before them. */
export async function undoAfter(owner: Client, name: string): Promise<void> {
  const at = migrations.findIndex((it) => it.name === name);
  for (const Later of migrations.slice(at + 1).reverse()) await new Later().down(owner);
}
