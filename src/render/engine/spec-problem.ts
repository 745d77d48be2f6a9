/** Something in a stack that every engine refuses. */
export interface SpecProblem {
  /** The key in the compose file (`services.web.deploy`). */
  readonly where: string;
  readonly says: string;
  readonly tryThis: string;
}

/** The key that a name on the swarm has in the compose file: without the stack's name in front. */
export function keyOf(name: string, stack: string): string {
  return name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
}
