/** Mail: letters made from one structure, and a mailer that sends them by SMTP or keeps them in the local outbox. */
export { isAddress } from './address.js';
export { keptMails } from './kept-mails.js';
export type { KeptMail } from './kept-mails.js';
export type { Letter, LetterItem, LetterLink } from './letter.js';
export { MailModule, openMailer } from './mail.module.js';
export { MAILER } from './mailer.js';
export type {
  MailAttachment,
  Mailer,
  MailInvitation,
  MailMessage,
  MailTrouble,
  SendResult,
} from './mailer.js';
export { messageIdOf } from './message-id.js';
export { renderLetter } from './render-letter.js';
