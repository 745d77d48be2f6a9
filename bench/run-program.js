// Runs a built program of bench/programs as bin/start.js runs tend: node run-program.js FOLDER NAME ARG…
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loaderOf } from '../bin/load-built.js';

const [folder = '', name = '', ...args] = process.argv.slice(2);
const id = process.getBuiltinModule('node:fs').readFileSync(join(folder, 'build-id'), 'utf8');
const cache = process.env.XDG_CACHE_HOME;
const load = loaderOf(folder, cache && join(cache, 'bench', id, name));
await load(`${name}.js`).main({ args, built: (path) => pathToFileURL(join(folder, `${path}.js`)).href });
