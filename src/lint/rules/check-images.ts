import type { Finding } from '../../model/lint.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding } from '../finding.js';
import { lineOf } from '../line-of.js';
import { mappingAt, type ComposeText, type LintInput } from '../lint-input.js';

/** Every service has an image, and every image a tag that stays what it is. */
export function checkImages({ compose }: LintInput): Finding[] {
  const named = compose.flatMap((file) =>
    Object.keys(mappingAt(file.content, 'services')).map((name) => ({ file, name })),
  );
  const withImage = new Set(
    named.filter(({ file, name }) => imageOf(file, name) !== undefined).map(({ name }) => name),
  );
  const without = named.filter(
    ({ name }, at) => !withImage.has(name) && named.findIndex((one) => one.name === name) === at,
  );
  return [
    ...without.map(({ file, name }) =>
      abraFinding(abraRules.image, {
        file: file.file,
        line: lineOf(file, 'services', name),
        says: `service ${name} has no image`,
        tryThis: `image: NAME:TAG at services.${name}; a swarm builds nothing`,
      }),
    ),
    ...named.flatMap(({ file, name }) => checkTag(file, name)),
  ];
}

function imageOf({ content }: ComposeText, service: string): string | undefined {
  const { image } = mappingAt(content, 'services', service);
  return typeof image === 'string' ? image : undefined;
}

/** Tags that point at another image tomorrow. */
const moving = /^(?:latest|main|master|stable|edge|nightly|dev|develop|testing|unstable|next|release)$/;

function checkTag(file: ComposeText, service: string): Finding[] {
  const image = imageOf(file, service);
  if (image === undefined || image.includes('$') || image.includes('@sha256:')) return [];
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  const at = { file: file.file, line: lineOf(file, 'services', service, 'image') };
  if (tag === undefined)
    return [
      abraFinding(abraRules.imageTag, {
        ...at,
        says: `${image} (service ${service}) has no tag, so it is whatever is newest that day`,
        tryThis: `name a version: ${image}:TAG`,
      }),
    ];
  if (moving.test(tag))
    return [
      abraFinding(abraRules.unstableTag, {
        ...at,
        says: `${image} (service ${service}): ${tag} is another image tomorrow`,
        tryThis: 'name a version in place of it',
      }),
    ];
  if (/\d/.test(tag)) return [];
  return [
    abraFinding(abraRules.semverTag, {
      ...at,
      says: `${image} (service ${service}): the tag is no version number`,
      tryThis: 'name the version where the image has tags for versions',
    }),
  ];
}
