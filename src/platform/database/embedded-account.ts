import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseUnavailable } from './server-error.js';

/** A system account. PostgreSQL refuses to run as root, so root lends it one of these. */
export interface SystemAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that every Linux system has or that PostgreSQL packages create, best first. */
const CANDIDATES = ['postgres', '_postgres', 'nobody', 'daemon'];

/**
 * The account that the server must run as: null when we are an ordinary user ourselves.
 *
 * @param home folder that the server may have been given earlier: whoever owns it stays its account, so that root can
 *   look after the database of an ordinary user
 * @throws DatabaseUnavailable when we are root and no unprivileged account exists
 */
export async function accountForServer(home: string): Promise<SystemAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const owner = await stat(home).catch(() => null);
  const usual = CANDIDATES.map((name) => accounts.find((one) => one.name === name && one.uid > 0));
  const account =
    accounts.find((one) => owner && owner.uid > 0 && one.uid === owner.uid) ?? usual.find(Boolean);
  if (account) return account;
  throw new DatabaseUnavailable(
    'PostgreSQL does not run as root and this system has no user called postgres or nobody. ' +
      'Start the server as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Reads the `name:password:uid:gid:...` lines of /etc/passwd. */
export function parsePasswd(text: string): SystemAccount[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
}

/** Whether the account may enter the folder and read it, judged by the modes of the folder and of all above it. */
export async function canReach(folder: string, account: SystemAccount): Promise<boolean> {
  let path = await realpath(folder);
  if (!(await allows(path, account, 0o5))) return false;
  while (path !== dirname(path)) {
    path = dirname(path);
    if (!(await allows(path, account, 0o1))) return false;
  }
  return true;
}

/** `wanted` is a set of permission bits as in one digit of a mode: 4 read, 2 write, 1 enter or run. */
export async function allows(path: string, account: SystemAccount, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
