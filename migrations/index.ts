import { Tenancy1790000000001 } from './0001-tenancy.js';
import { Engine1790000000002 } from './0002-engine.js';

/** Every migration, oldest first. Never edit one that has landed: add another. */
export const migrations = [Tenancy1790000000001, Engine1790000000002];
