import { compareText } from './compare-text.js';
import type { ServiceSpec } from './service-spec.js';

type Labels = Readonly<Record<string, string>>;

/**
 * Addresses that the routing labels of services give: `traefik.http.routers.X.rule=Host(…)`. A router that nobody gives
 * a certificate comes last.
 */
export function routedUrls(services: readonly { readonly Labels: ServiceSpec['Labels'] }[]): string[] {
  const routers = services.flatMap(({ Labels }) => routersIn(Labels));
  const ordered = routers.sort((a, b) => Number(a.bare) - Number(b.bare) || compareText(a.name, b.name));
  return [...new Set(ordered.flatMap(({ urls }) => urls))];
}

function routersIn(labels: Labels): { name: string; bare: boolean; urls: string[] }[] {
  return Object.entries(labels).flatMap(([label, rule]) => {
    const router = /^(traefik\.http\.routers\.([^.]+))\.rule$/.exec(label);
    if (!router) return [];
    const [, prefix = '', name = ''] = router;
    const scheme = labels[`${prefix}.entrypoints`] === 'web' ? 'http' : 'https';
    return {
      name,
      bare: labels[`${prefix}.tls.certresolver`] === '',
      urls: hostsOf(rule).map((host) => `${scheme}://${host}`),
    };
  });
}

/** Host names in a rule; those inside quotes of any kind, of Host() only. */
function hostsOf(rule: string): string[] {
  return [...rule.matchAll(/Host\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, name = '']) => name),
  );
}
