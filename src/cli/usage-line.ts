/** What a usage line needs to know of a command. */
export interface UsageOf {
  readonly id: string;
  readonly args?: Readonly<Record<string, { readonly name?: string; readonly required?: boolean }>>;
}

/** `upgrade APP [VERSION] [FLAGS]`: the arguments in their order; flags have a list of their own. */
export function usageLine({ id, args = {} }: UsageOf): string {
  const words = Object.entries(args).map(([key, { name = key, required }]) =>
    required ? name.toUpperCase() : `[${name.toUpperCase()}]`,
  );
  return [id.replaceAll(':', ' '), ...words, '[FLAGS]'].join(' ');
}
