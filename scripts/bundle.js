// src and the packages it is made of → a few CommonJS files, each loaded when it is needed.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What the code asks for where it is there: built binaries, and what oclif takes to run sources. */
const optional = ['sodium-native', 'cpu-features', '*.node', 'typescript', 'ts-node', 'tsx'];
const options = { platform: 'node', target: 'node22.13', logLevel: 'warning' };

/**
 * Writes the entries (`tools/workers`: `src/tools/workers.ts`) and what they share.
 * Gives esbuild's list of what went into which file, and a hash of all files.
 *
 * @param {{ root: string, out: string, entries: Readonly<Record<string, string>> }} what
 */
export async function bundle({ root, out, entries }) {
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: entries,
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    external: optional,
    plugins: [urlsOfSources(root), inPlaceOf('string-width'), onlyEnglish, lighterOclif],
    write: false,
    metafile: true,
  });
  const files = await Promise.all(outputFiles.map(async ({ path, text }) => [path, await commonJs(text, path, out)]));
  files.push([join(out, 'package.json'), '{ "type": "commonjs" }\n']);
  for (const [path, code] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  removeAllBut(
    files.map(([path]) => path),
    out,
  );
  return { metafile, hash: hashOf(files.map(([, code]) => code)) };
}

/**
 * esbuild splits ES modules only. CommonJS loads node's modules when they are asked for, can be compiled with what V8 kept of
 * an earlier run (bin/load-built.js), and needs no resolving.
 */
async function commonJs(text, path, out) {
  const withRequire = text.replaceAll(/\bimport\("(\.[^"]+)"\)/g, 'Promise.resolve().then(() => require("$1"))');
  const { code } = await transform(withRequire, { ...options, format: 'cjs', ...strictOnlyAboutUrls });
  const up = relative(dirname(path), out) || '.';
  return code.includes('__urlOfSource(') ? `${urlOfSource(up)}\n${code}` : code;
}

/** What a package warns of has been said by the build before; `import.meta` is empty in CommonJS. */
const strictOnlyAboutUrls = { logLevel: 'error', logOverride: { 'empty-import-meta': 'error' } };

function urlOfSource(up) {
  return `const __urlOfSource = (path) => require("node:url").pathToFileURL(require("node:path").join(__dirname, "${up}", path)).href;`;
}

/** `import.meta.url` of src/tools/x.ts is the URL of dist/tools/x.js, wherever its code has come to stand. */
function urlsOfSources(root) {
  const src = join(root, 'src');
  return {
    name: 'urls of sources',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes('import.meta.url') || relative(src, path).startsWith('..')) return undefined;
        const built = JSON.stringify(relative(src, path).replace(/\.ts$/, '.js'));
        return { contents: text.replaceAll('import.meta.url', `__urlOfSource(${built})`), loader: 'ts' };
      });
    },
  };
}

/** What an earlier build left. */
function removeAllBut(paths, out) {
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !paths.includes(path)) rmSync(path);
  }
}

/** A file of ours for a package of another one, which that file may load itself. */
function inPlaceOf(name) {
  const file = join(import.meta.dirname, 'in-place-of', `${name}.js`);
  return {
    name: `in place of ${name}`,
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
        importer === file || importer.includes('node_modules') ? undefined : { path: file },
      );
    },
  };
}

/** zod brings its errors in fifty languages; tend says them in its own words. */
const onlyEnglish = {
  name: 'only English of zod',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
    }));
  },
};

/** Parts of oclif 5 that take a third of the time of `tend --help`, and of which tend has nothing. */
const oclifChanges = {
  // Sorts by the rules of a language, 10 ms; ids are plain.
  'config/plugin.js': [
    ['a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'],
    ['require("tinyglobby")', '{ get glob() { return require("tinyglobby").glob; } }'],
  ],
  'config/plugin-loader.js': [
    ['require("minimatch")', '{ get minimatch() { return require("minimatch").minimatch; } }'],
  ],
  // bin/run.js has looked at the version of Node.
  'index.js': [['\ncheckNodeVersion();', '']],
  // Compiles each sentence as a template.
  'help/util.js': [['return ejs_1.default.render', 'return !t.includes("<%") ? t : ejs_1.default.render']],
  // Whether Linux runs in Windows.
  'util/os.js': [["(await import('wsl-utils')).isWsl ? 'wsl' : ", '']],
};

const lighterOclif = {
  name: 'lighter oclif',
  setup({ onLoad }) {
    onLoad({ filter: /@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => {
      const changes = oclifChanges[path.split('@oclif/core/lib/')[1]];
      return changes && { contents: changed(path, changes) };
    });
  },
};

function changed(path, changes) {
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${path} has no ${from}: look at what another version of it does`);
      return text.replace(from, () => to);
    },
    readFileSync(path, 'utf8'),
  );
}

function hashOf(texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex').slice(0, 16);
}
