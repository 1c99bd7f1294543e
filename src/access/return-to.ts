/**
 * Where to go after signing in: a path of this server, or '/' when it is anything else. Closes open redirects: other hosts,
 * `//host`, `/\host` (browsers read a backslash as a slash), control characters (browsers drop them), other schemes.
 */
export function safeReturnTo(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500) return '/';
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return '/';
  const url = new URL(path, 'http://here.invalid');
  if (url.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return '/';
  // Signing in must not lead back to signing in or out.
  if (/^\/sign-(in|out)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search;
}
