#!/usr/bin/env node
/** The command line: `npm run cpd -- <command>`, or `npx cpd <command>`. */
import { run } from './run.mjs';

await run('src/cli/main.js');
