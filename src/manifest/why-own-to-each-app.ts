/** Env keys that belong to one app alone: in defaults and rules they would make apps collide. */
const own: ReadonlySet<string> = new Set(['STACK_NAME', 'DOMAIN', 'TYPE', 'RECIPE', 'COMPOSE_FILE']);

/** Why an env key may not stand in defaults or a rule; undefined where it may. */
export function whyOwnToEachApp(key: string): string | undefined {
  return own.has(key) ? `${key} is each app's own: put it into the env of the app.` : undefined;
}
