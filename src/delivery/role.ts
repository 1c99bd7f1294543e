import { ConfigError } from '../platform/config/config.js';

/** What a process does: answer people, deliver what was ordered, or both. */
export const ROLES = ['web', 'worker', 'all'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Reads ROLE; empty counts as absent.
 * @throws ConfigError when it is none of the roles
 */
export function readRole(env: Readonly<Record<string, string | undefined>>, otherwise: Role = 'all'): Role {
  const given = env['ROLE']?.trim();
  if (!given) return otherwise;
  const role = ROLES.find((each) => each === given);
  if (!role) throw new ConfigError([`ROLE must be one of ${ROLES.join(', ')}.`]);
  return role;
}

/** Whether a process of this role delivers. */
export const delivers = (role: Role): boolean => role !== 'web';
