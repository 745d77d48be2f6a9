import type { z } from 'zod';
import { composeSchema, type Compose } from './compose-schema.js';
import type { Described } from './describe-mistake.js';
import { settleScalars } from './settle-scalars.js';

/** A compose file in its one long form, with the keys of texts that are written as dates; or what docker's client cannot turn into it. */
export type LongForm =
  | { readonly compose: Compose; readonly dates: readonly string[]; readonly described?: undefined }
  | { readonly compose?: undefined; readonly dates?: undefined; readonly described: readonly Described[] };

/** Brings a compose file that docker's schema allows into its long form: short ports, commands as text, … */
export function toLongForm(content: Readonly<Record<string, unknown>>): LongForm {
  const { content: settled, mistakes, dates } = settleScalars(content);
  if (mistakes.length > 0) return { described: mistakes };
  const result = composeSchema.safeParse(settled);
  if (result.success) return { compose: result.data, dates };
  return { described: result.error.issues.flatMap((issue) => describe(issue, [])) };
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, above: readonly PropertyKey[]): Described[] {
  const path = [...above, ...issue.path];
  const key = path.map(String).join('.');
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((issues) => issues.some((inner) => !isOfType(inner))) ?? issue.errors[0];
    return (meant ?? []).flatMap((inner) => describe(inner, path));
  }
  return [{ says: `${key}${issue.code === 'custom' ? '' : ':'} ${issue.message}` }];
}

/** Only that it is of another type: then another form was meant. */
function isOfType(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.every((issues) => issues.every(isOfType));
  return issue.code === 'invalid_type';
}
