import type { StackName } from './brand.js';

/** Name of a service, secret, config or network without its stack; one of another stack stays whole. */
export function shortName(name: string, stack: StackName): string {
  return name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
}
