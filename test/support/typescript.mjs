/**
 * Lets plain Node load the project's TypeScript: `node --import ./test/support/typescript.mjs file.ts`. For the parts
 * of a test that must be a process of their own (to be killed, say) and for jest's global set-up.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

/** Imports a TypeScript module natively, past jest's own loader. */
export const load = (specifier) => import(specifier);
