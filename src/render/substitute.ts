/** Why a text could not be filled in: its form, or a variable that must have a value. */
export type SubstituteProblem =
  | { readonly kind: 'format' }
  | { readonly kind: 'missing'; readonly variable: string; readonly says: string }
  | { readonly kind: 'long' };

/** What substitute gives: the text, or what is wrong with it. */
export type Substituted = { readonly text: string } | { readonly problem: SubstituteProblem };

const variable = /\$(?:(\$)|([_a-z][_a-z0-9]*(?::?[-?][^}]*)?)|\{([_a-z][_a-z0-9]*(?::?[-?][^}]*)?)\}|)/gi;

/** Characters that the variables of one text may bring: a swarm takes no object of more than 1 MB. */
export const longestFilled = 1 << 20;

/**
 * Fills variables into a text as docker's compose loader does: `$X ${X} ${X:-default} ${X-default} ${X:?message}
 * ${X?message}`, and `$$` for a dollar sign. A variable without value and default becomes empty.
 */
export function substitute(text: string, env: Readonly<Record<string, string>>): Substituted {
  const parts: string[] = [];
  let [end, size] = [0, 0];
  // Not replaceAll: behind the first problem nothing is looked for, where each `${` without an end costs a look at all the rest.
  for (const { index, 0: all, 1: dollar, 2: named, 3: braced } of text.matchAll(variable)) {
    const value = dollar ?? valueOf(named ?? braced, env);
    if (typeof value !== 'string') return value;
    parts.push(text.slice(end, index), value);
    end = index + all.length;
    size += value.length;
    if (size > longestFilled) return { problem: { kind: 'long' } };
  }
  return { text: parts.length === 0 ? text : parts.join('') + text.slice(end) };
}

function valueOf(wanted: string | undefined, env: Readonly<Record<string, string>>) {
  return wanted === undefined ? ({ problem: { kind: 'format' } } as const) : lookUp(wanted, env);
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
