/** The oldest Redis whose scripts and commands BullMQ is tested with. */
const OLDEST = [6, 2] as const;

/** What is wrong with a Redis server for a queue, as one sentence each; empty when nothing is. */
export function redisShortcomings(info: string): string[] {
  const version = field(info, 'redis_version');
  const policy = field(info, 'maxmemory_policy');
  const found: string[] = [];
  if (version !== undefined && isOlder(version)) {
    found.push(
      `Redis is ${version}, and ${OLDEST.join('.')} or newer is needed: upgrade it, or leave REDIS_URL unset.`,
    );
  }
  if (policy !== undefined && policy !== 'noeviction') {
    found.push(
      `Redis may throw jobs away (maxmemory-policy is ${policy}): set "maxmemory-policy noeviction" in its configuration.`,
    );
  }
  return found;
}

/** One `name:value` line of the answer to INFO. */
export function field(info: string, name: string): string | undefined {
  const line = info.split(/\r?\n/).find((each) => each.startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
