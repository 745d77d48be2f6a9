// Loads the files of dist, and keeps beside them what V8 made of them. Node's own compile cache holds a file as it was before it
// ran, so each function is compiled again at every start; this one is taken at the end of a run, with all that ran.
import { basename, dirname, join } from 'node:path';

// Asked for by name: an import statement reads every name that a module has, which loads twenty more, 6 ms at each start.
const { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } =
  process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { constants, Script } = process.getBuiltinModule('node:vm');

/**
 * A `require` for the files of dist. `cacheFile` holds the compiled code of a command, another file for each build: V8 knows a
 * source by its length alone. Undefined: nothing is kept.
 *
 * @param {string} dist
 * @param {string | undefined} cacheFile
 * @returns {(path: string) => any}
 */
export function loaderOf(dist, cacheFile) {
  const modules = new Map();
  const scripts = new Map();
  const cached = cacheFile ? readCache(cacheFile) : {};
  const requireElse = createRequire(join(dist, 'any.js'));
  let isNew = false;
  if (cacheFile) process.on('exit', () => isNew && writeCache(cacheFile, scripts));
  return (path) => load(join(dist, path));

  function load(path) {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {}, filename: path };
    modules.set(path, module);
    const folder = dirname(path);
    const require = Object.assign((id) => (id.startsWith('.') ? load(join(folder, id)) : requireElse(id)), requireElse);
    compiled(path).runInThisContext().call(module.exports, module.exports, require, module, path, folder);
    return module.exports;
  }

  function compiled(path) {
    const cachedData = cached[basename(path)];
    const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, 'utf8')}\n})`;
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    const script = new Script(text, { filename: path, cachedData, importModuleDynamically });
    scripts.set(basename(path), script);
    isNew ||= script.cachedDataRejected !== false;
    return script;
  }
}

/** `{"chunk.js":1234,…}⏎` and the bytes of each, one after the other; empty where there is none that can be used. */
function readCache(file) {
  try {
    const bytes = readIfOwn(file);
    const end = bytes.indexOf('\n');
    let at = end + 1;
    const sizes = Object.entries(JSON.parse(bytes.latin1Slice(0, end)));
    return Object.fromEntries(sizes.map(([name, size]) => [name, bytes.subarray(at, (at += size))]));
  } catch {
    return {};
  }
}

/** Code is only taken from a file that nobody else could have written: also root may run with somebody's HOME. */
function readIfOwn(path) {
  const file = openSync(path, 'r');
  try {
    const { uid, mode } = fstatSync(file);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${path} is not ours alone`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whole or not at all. A folder that cannot be written to, or a full disk, only means that the next start takes longer. */
function writeCache(path, scripts) {
  try {
    const parts = [...scripts].map(([name, script]) => [name, script.createCachedData()]);
    const head = `${JSON.stringify(Object.fromEntries(parts.map(([name, { length }]) => [name, length])))}\n`;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    const file = openSync(draft, 'wx', 0o600);
    for (const part of [Buffer.from(head), ...parts.map(([, bytes]) => bytes)]) writeSync(file, part);
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, path);
  } catch {
    // Nothing is missing but speed.
  }
}
