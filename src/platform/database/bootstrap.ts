import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { DatabaseUnavailable } from './server-error.js';

/**
 * The roles that migrations and row-level security rely on:
 * - `cpd_app`     what the application may do. Owns nothing, is bound by every policy
 * - `cpd_engine`  owns the SECURITY DEFINER functions. Nobody logs in as it
 */
export const APP_ROLE = 'cpd_app';
export const ENGINE_ROLE = 'cpd_engine';
export const OWNER_ROLE = 'cpd_owner';

/**
 * Creates the roles that are missing and lets the current user, who owns the database, hand functions to the engine's
 * role. Roles belong to the whole cluster, whose databases may do this at the same moment: losing such a race counts
 * as done.
 *
 * @throws DatabaseUnavailable when roles are missing and the user may not create them
 */
export async function ensureRoles(owner: Client): Promise<void> {
  for (const role of [APP_ROLE, ENGINE_ROLE]) {
    if (!(await exists(owner, role))) {
      await survivingRaces(
        owner,
        `create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`,
      );
    }
  }
  if (!(await mayActAs(owner, 'current_user', ENGINE_ROLE))) {
    await survivingRaces(owner, `grant ${ENGINE_ROLE} to current_user`);
  }
}

/** Lets a login of the user's own choice act as the application, unless it may already. */
export async function ensureMayActAsApp(owner: Client, login: string): Promise<void> {
  if (await mayActAs(owner, escapeLiteral(login), APP_ROLE)) return;
  await survivingRaces(owner, `grant ${APP_ROLE} to ${escapeIdentifier(login)}`);
}

/**
 * For servers of our own: owner and application as two logins, neither of them a superuser. The owner may create
 * roles, but is bound by row-level security like everyone.
 */
export async function ensureLogins(
  superuser: Client,
  passwords: { owner: string; app: string },
): Promise<void> {
  const login = async (role: string, rights: string, password: string) => {
    const found = await superuser.query<{ rolcanlogin: boolean }>(
      'select rolcanlogin from pg_roles where rolname = $1',
      [role],
    );
    if (found.rows[0]?.rolcanlogin) return;
    const verb = found.rowCount ? 'alter' : 'create';
    await survivingRaces(
      superuser,
      `${verb} role ${role} login nosuperuser nobypassrls nocreatedb ${rights} password ${escapeLiteral(password)}`,
    );
  };
  await login(OWNER_ROLE, 'createrole', passwords.owner);
  await login(APP_ROLE, 'nocreaterole', passwords.app);
  await ensureRoles(superuser);
  if (!(await mayActAs(superuser, `'${OWNER_ROLE}'`, ENGINE_ROLE))) {
    await survivingRaces(superuser, `grant ${ENGINE_ROLE} to ${OWNER_ROLE}`);
  }
}

/** Creates a database of the owner's that nobody but owner and application may connect to. */
export async function ensureDatabase(superuser: Client, name: string): Promise<void> {
  const found = await superuser.query('select 1 from pg_database where datname = $1', [name]);
  if (found.rowCount) return;
  const quoted = escapeIdentifier(name);
  await superuser.query(`create database ${quoted} owner ${OWNER_ROLE} encoding 'UTF8' template template0`);
  await superuser.query(`revoke all on database ${quoted} from public`);
  await superuser.query(`grant connect on database ${quoted} to ${APP_ROLE}`);
}

async function exists(client: Client, role: string): Promise<boolean> {
  return Boolean((await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount);
}

/**
 * Whether the user may `set role` and hand objects to the role, which always holds for a superuser. `user` is SQL: a
 * literal or current_user. Since PostgreSQL 16 being a member is not enough.
 */
async function mayActAs(client: Client, user: string, role: string): Promise<boolean> {
  const found = await client.query<{ may: boolean }>(
    `select pg_has_role(${user}::name, $1::name,
       case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as may`,
    [role],
  );
  return found.rows[0]?.may === true;
}

/** 42710 and 23505: somebody created it just now. XX000 "tuple concurrently updated": somebody granted it just now. */
async function survivingRaces(client: Client, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (code === '42710' || code === '23505') return;
      if (code === '42501') {
        throw new DatabaseUnavailable(
          `The database's owner may not prepare its roles (${message}). Give the login of DATABASE_OWNER_URL the right ` +
            `CREATEROLE, or let an administrator run: create role ${APP_ROLE}; create role ${ENGINE_ROLE}; ` +
            `grant ${APP_ROLE}, ${ENGINE_ROLE} to <that login>;`,
          { cause: error },
        );
      }
      if (code !== 'XX000' || attempt === 10) throw error;
      await pause(20 * attempt);
    }
  }
}
