import { isMapping } from '../model/is-mapping.js';
import type { ManifestFile } from './manifest-file.js';
import { showPath, valueAt, type Path } from './yaml-source.js';
import type { Mistake } from './mistake.js';

/** What YAML 1.1 or 1.2 would take for a number, though it may be meant as a tag: 1.10, 1e3, 0x1f. */
const likeNumber = /^[-+]?(?:\d[\d_]*\.?[\d_]*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|0x[0-9a-f]+|0o[0-7]+)$/i;

/** What a schema cannot say of an app as typed: version or commit, and a version that other programs read as a number. */
export function checkApp(source: ManifestFile, path: Path): Mistake[] {
  const typed = valueAt(source.value, path);
  if (!isMapping(typed)) return [];
  if (typed['version'] === undefined && typed['commit'] === undefined)
    return [
      mistake(source, path, `${showPath([...path, 'version'])} is missing: a version tag of the recipe (or commit).`),
    ];
  if (typed['version'] !== undefined && typed['commit'] !== undefined)
    return [
      mistake(
        source,
        [...path, 'commit'],
        `${showPath([...path, 'commit'])} stands beside version: keep one of the two.`,
      ),
    ];
  return [...checkQuotes(source, [...path, 'version'], typed['version']), ...checkStackName(source, path)];
}

/** It becomes part of every name on the swarm. */
function checkStackName(source: ManifestFile, path: Path): Mistake[] {
  const at = [...path, 'env', 'STACK_NAME'];
  const name = valueAt(source.value, at);
  if (isMapping(name))
    return [
      mistake(
        source,
        at,
        `${showPath(at)} must stand here as it is: the names of everything on the swarm begin with it.`,
      ),
    ];
  if (typeof name !== 'string' || /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/.test(name)) return [];
  const says = `${showPath(at)} is no name of a stack: letters, digits, _ and -, at most 63 characters.`;
  return [{ at: source.place(at, 'value'), says }];
}

function checkQuotes(source: ManifestFile, path: Path, version: unknown): Mistake[] {
  if (typeof version !== 'string' || !likeNumber.test(version) || !source.isPlain(path)) return [];
  return [
    { at: source.place(path, 'value'), says: `${showPath(path)} looks like a number: put it in quotes, "${version}".` },
  ];
}

function mistake(source: ManifestFile, path: Path, says: string): Mistake {
  return { at: source.place(path), says };
}
