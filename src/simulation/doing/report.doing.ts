import type { Doings } from './doing.js';

export const reportDoings: Doings = {};
