import type SMTPPool from 'nodemailer/lib/smtp-pool';

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const SECOND = 1_000;

/**
 * How to reach the mail server that SMTP_URL names: smtps:// is TLS from the first byte, smtp:// begins in the clear and
 * must go over to TLS unless the server is on this very machine. Certificates are checked.
 */
export function smtpOptions(url: string, perSecond: number): SMTPPool.Options {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const isLocal = LOCAL.test(hostname);
  return {
    pool: true,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isLocal,
    ignoreTLS: !secure && isLocal,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    maxConnections: 3,
    maxMessages: 200,
    rateDelta: SECOND,
    rateLimit: perSecond,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
  };
}
