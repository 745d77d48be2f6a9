/** What Go trims: NEL too, but no byte order mark. */
const spaces = /^(?:[^\S\uFEFF]|\u0085)+|(?:[^\S\uFEFF]|\u0085)+$/g;

/** Capabilities in the engine's spelling; what is added is not dropped, `ALL` stands alone. */
export function convertCapabilities(
  add: readonly string[],
  drop: readonly string[],
): { readonly CapabilityAdd: readonly string[]; readonly CapabilityDrop: readonly string[] } {
  const added = normalise(add);
  return {
    CapabilityAdd: added,
    CapabilityDrop: normalise(drop).filter((name) => !added.includes(name)),
  };
}

function normalise(names: readonly string[]): string[] {
  const spelled = new Set(names.map(spell));
  if (spelled.has('ALL')) return ['ALL'];
  return [...spelled].filter((name) => name !== 'RESET').sort();
}

function spell(name: string): string {
  const upper = name.replace(spaces, '').toUpperCase();
  return upper === 'ALL' || upper === 'RESET' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}
