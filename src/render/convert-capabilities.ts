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
  const upper = name.trim().toUpperCase();
  return upper === 'ALL' || upper === 'RESET' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}
