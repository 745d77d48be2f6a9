/** Why a text could not be filled in: its form, or a variable that must have a value. */
export type SubstituteProblem =
  { readonly kind: 'format' } | { readonly kind: 'missing'; readonly variable: string; readonly says: string };

/** What substitute gives: the text, or what is wrong with it. */
export type Substituted = { readonly text: string } | { readonly problem: SubstituteProblem };

const variable = /\$(?:(\$)|([_a-z][_a-z0-9]*(?::?[-?][^}]*)?)|\{([_a-z][_a-z0-9]*(?::?[-?][^}]*)?)\}|)/gi;

/**
 * Fills variables into a text as docker's compose loader does: `$X ${X} ${X:-default} ${X-default} ${X:?message}
 * ${X?message}`, and `$$` for a dollar sign. A variable without value and default becomes empty.
 */
export function substitute(text: string, env: Readonly<Record<string, string>>): Substituted {
  let problem: SubstituteProblem | undefined;
  const filled = text.replaceAll(variable, (_all, ...[dollar, named, braced]: (string | undefined)[]) => {
    if (dollar) return dollar;
    const wanted = named ?? braced;
    const value = wanted === undefined ? { problem: { kind: 'format' } as const } : lookUp(wanted, env);
    if (typeof value === 'string') return value;
    problem ??= value.problem;
    return '';
  });
  return problem ? { problem } : { text: filled };
}

/** The order of the four forms is docker's: a `:-` anywhere counts before a `-` further left. */
function lookUp(
  wanted: string,
  env: Readonly<Record<string, string>>,
): string | { readonly problem: SubstituteProblem } {
  for (const form of [':-', '-', ':?', '?'] as const) {
    const at = wanted.indexOf(form);
    if (at < 0) continue;
    const name = wanted.slice(0, at);
    const value = own(env, name);
    const usable = value !== undefined && (value !== '' || !form.startsWith(':'));
    if (usable) return value;
    const rest = wanted.slice(at + form.length);
    return form.endsWith('-') ? rest : { problem: { kind: 'missing', variable: name, says: rest } };
  }
  return own(env, wanted) ?? '';
}

function own(env: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined;
}
