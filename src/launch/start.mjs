/** `npm start`: the web server, the API and the worker in one process. Arguments are passed on, e.g. `--empty`. */
import { run } from './run.mjs';

// A service manager may stop npm alone, which ends without telling us: losing our parent then means to stop.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

await run('src/main.js');
