import type { PublishedVersion } from '../model/recipe-description.js';
import { isMajorChange } from '../model/recipe-version.js';
import { shortCommit } from '../model/short-id.js';
import { columns, count } from './align.js';

interface ShownVersions {
  readonly name: string;
  readonly from: string;
  readonly versions: readonly PublishedVersion[];
  readonly otherTags: readonly string[];
  readonly notices: readonly string[];
}

/** The versions of a recipe, newest first, as somebody looks for them. */
export function showVersions({ name, from, versions, otherTags, notices }: ShownVersions): string {
  const rows = versions.map((one, index) => [
    one.version,
    one.date,
    shortCommit(one.commit),
    remarks(one, versions[index - 1]).join(', '),
  ]);
  return [
    ...columns(rows.length === 0 ? [] : [['VERSION', 'SINCE', 'COMMIT', ''], ...rows.reverse()]),
    ...(rows.length === 0 ? [] : ['']),
    ...notices.map((notice) => `note  ${notice}`),
    ...(otherTags.length > 0
      ? [
          `note  ${count(otherTags.length, 'tag')} that ${otherTags.length === 1 ? 'is no version' : 'are no versions'}: ${otherTags.slice(0, 5).join(', ')}`,
        ]
      : []),
    `${name}: ${count(versions.length, 'version')} · from ${from}`,
    `what one brings: tend recipe show ${name} VERSION`,
  ].join('\n');
}

function remarks({ version, annotated, movedTo }: PublishedVersion, before: PublishedVersion | undefined): string[] {
  return [
    ...(before && isMajorChange(before.version, version) ? ['major'] : []),
    ...(annotated ? [] : ['lightweight tag']),
    ...(movedTo === undefined ? [] : [`moved upstream to ${shortCommit(movedTo)}`]),
  ];
}
