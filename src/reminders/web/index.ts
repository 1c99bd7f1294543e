import type { Page } from '../../web/index.js';
import { letMailGo, mailAgain, mailPage, mailTest, outboxPage, wordingPage } from './mail.pages.js';

/** Mail, for whoever looks after it. */
export const mailPages: readonly Page[] = [mailPage, letMailGo, mailAgain, mailTest, wordingPage, outboxPage];
