import type { ImageRecipe } from './image-recipe.js';

/** How a small image behaves once it runs. */
export type Behaviour =
  /** Serves `says` on port 80, at once. */
  | { readonly kind: 'ok'; readonly says?: string }
  /** Has a health check that succeeds from `seconds` after the start on. */
  | { readonly kind: 'healthy-after'; readonly seconds: number }
  /** Has a health check that never succeeds: three tries, `seconds` (default 1) apart. */
  | { readonly kind: 'never-healthy'; readonly seconds?: number }
  /** Prints a line to stderr and exits. */
  | { readonly kind: 'exits'; readonly status?: number; readonly says?: string; readonly after?: number }
  /** Serves as `ok` does, and exits with 0 when it is told to stop. */
  | { readonly kind: 'polite' }
  /** Runs, and does not listen to SIGTERM. */
  | { readonly kind: 'stubborn' };

/** An image of 2 MB, made of busybox without any download; for tests and for learning. */
export function makeSmallImage(name: string, behaviour: Behaviour): ImageRecipe {
  const page = behaviour.kind === 'ok' ? (behaviour.says ?? name) : name;
  return {
    name,
    packages: ['busybox-static'],
    cmd: ['/start'],
    ports: ['80/tcp'],
    files: {
      '/start': { content: `#!/bin/sh\n${startLines(behaviour)}\n`, mode: 0o755 },
      '/www/index.html': { content: `${page}\n` },
    },
    ...healthcheckOf(behaviour),
  };
}

const serve = 'exec httpd -f -p 80 -h /www';

function startLines(behaviour: Behaviour): string {
  switch (behaviour.kind) {
    case 'ok':
    case 'never-healthy':
      return serve;
    case 'healthy-after':
      return `(sleep ${behaviour.seconds}; touch /tmp/healthy) &\n${serve}`;
    case 'exits':
      return `sleep ${behaviour.after ?? 0}\necho '${behaviour.says ?? 'cannot start'}' >&2\nexit ${behaviour.status ?? 1}`;
    case 'polite':
      return "trap 'exit 0' TERM\nhttpd -f -p 80 -h /www &\nwait";
    case 'stubborn':
      return "trap '' TERM\nwhile :; do sleep 1; done";
  }
}

function healthcheckOf(behaviour: Behaviour): Pick<ImageRecipe, 'healthcheck'> {
  if (behaviour.kind === 'healthy-after')
    return {
      healthcheck: { command: 'test -e /tmp/healthy', interval: 0.5, startPeriod: behaviour.seconds + 10, retries: 3 },
    };
  if (behaviour.kind === 'never-healthy')
    return { healthcheck: { command: 'exit 1', interval: behaviour.seconds ?? 1, retries: 3 } };
  return {};
}
