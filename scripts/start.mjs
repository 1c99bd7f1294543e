/** `npm start`: the web server, the API and the worker in one process. Arguments are passed on, e.g. `--empty`. */
import { run } from './run.mjs';

await run('src/main.js');
