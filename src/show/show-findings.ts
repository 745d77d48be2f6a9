import type { Finding } from '../model/lint.js';
import { shortCommit } from '../model/short-id.js';
import { count } from './align.js';
import type { Paint } from './paint.js';

interface ShownLint {
  readonly name: string;
  readonly commit: string;
  readonly version?: string;
  readonly findings: readonly Finding[];
  readonly notices: readonly string[];
}

/** What lint found: place, what, way out; the answer last. */
export function showFindings({ name, commit, version, findings, notices }: ShownLint, paint: Paint): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const what = `${name} ${version ?? `at commit ${shortCommit(commit)}`}`;
  const numbers = `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
  return [
    ...findings.flatMap((finding) => findingLines(finding, paint)),
    ...notices.map((notice) => `note  ${notice}`),
    findings.length === 0 ? `${what}: nothing to complain about` : `${what}: ${numbers}`,
  ].join('\n');
}

function findingLines({ rule, by, level, file, line, says, tryThis }: Finding, paint: Paint): string[] {
  const sign = level === 'error' ? paint.bad('✘') : paint.change('!');
  const place = line === undefined ? file : `${file}:${line}`;
  return [
    `${sign} ${place}  ${says} ${paint.dim(`(${by === 'abra' ? `abra ${rule}` : rule})`)}`,
    `    try: ${tryThis}`,
  ];
}
