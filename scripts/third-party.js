import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages that went into dist, each with its licence: what their licences ask for who hands them on.
 *
 * @param {string} root
 * @param {{ inputs: Readonly<Record<string, unknown>> }} metafile of esbuild
 */
export function makeThirdPartyNotice(root, { inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const notices = [...folders].sort().map((folder) => noticeOf(join(root, folder)));
  return `${head}\n${notices.join('\n')}`;
}

const head = 'The files of this folder hold code of these packages, besides tend itself.\n';

function noticeOf(folder) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [file] = globSync('{licen[cs]e,LICEN[CS]E,Licen[cs]e,COPYING}*', { cwd: folder }).sort();
  // `licenses` is how npm had it once.
  const kind = license ?? licenses?.[0]?.type;
  if (!kind) throw new Error(`${name} names no licence: it may not go into dist`);
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${'-'.repeat(80)}\n${name} ${version} · ${kind}\n\n${text}\n`;
}
