import type { EngineDifference } from '../model/engine-difference.js';

interface Report {
  readonly tend: string;
  readonly abra: { readonly missing: boolean; readonly version?: string | undefined };
  readonly knownAbra: string;
  readonly differences: readonly EngineDifference[];
}

/** An issue's text in Markdown, ready to be sent: what abra made other than tend rendered, by field, without values. */
export function showEngineReport({ tend, abra, knownAbra, differences }: Report): string {
  if (differences.length === 0)
    return 'No engine differences: what abra made last is what tend rendered, as far as this machine knows.';
  return [
    'Title: abra makes services other than tend renders them',
    '',
    `tend ${tend}, abra ${abra.missing ? 'not on this machine' : (abra.version ?? 'of an unknown version')} (tend knows ${knownAbra})`,
    ...differences.flatMap(section),
    '',
    'Names of fields only: look it through, then send it to where tend is developed.',
  ].join('\n');
}

function section({ recipe, version, abra, fields }: EngineDifference): string[] {
  return ['', `### ${recipe} ${version}, made by abra ${abra}`, ...fields.map((field) => `- ${field}`)];
}
