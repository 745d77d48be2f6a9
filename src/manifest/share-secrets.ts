import type { AppName } from '../model/brand.js';
import type { App, SharedSecret, WantedSecret } from '../model/region.js';
import type { Gift, GivenSecret } from './make-gift.js';

type Secrets = Readonly<Record<string, WantedSecret>>;

interface Shared {
  secretsOf(app: AppName): Secrets;
  /** Where an app says itself how a secret comes to be that another one shares. */
  mistakesOf(app: App): { readonly path: string[]; readonly says: string }[];
}

/**
 * The secrets that rules share, app by app. All that name one secret of one used app are a group with one value. An app
 * may say itself where its secret comes from, then the others of the group must too: only a person knows the value.
 */
export function shareSecrets(gifts: readonly Gift[], apps: ReadonlyMap<AppName, App>): Shared {
  const given = gifts.flatMap(({ secrets }) => secrets);
  const groups = [...Map.groupBy(given, ({ used, usedKey }) => `${used} ${usedKey}`)];
  const all = groups.flatMap(([id, of]) => {
    const wanted = wantedSecret(id, of);
    return wanted.shared.members.map((member) => ({ ...member, wanted }));
  });
  return {
    secretsOf: (app) =>
      Object.fromEntries(all.filter((one) => one.app === app).map(({ key, wanted }) => [key, wanted])),
    mistakesOf: (app) =>
      all
        .filter((one) => one.app === app.name && one.key in app.secrets)
        .flatMap(({ key, wanted }) => sayHalf(key, wanted.shared, apps)),
  };
}

function wantedSecret(id: string, of: readonly GivenSecret[]) {
  const [first] = of;
  const members = [
    ...(first ? [{ app: first.used, key: first.usedKey }] : []),
    ...of.map(({ app, key }) => ({ app, key })),
  ];
  const shared: SharedSecret = { id, rule: first?.rule ?? '', members };
  const { version = 'v1', length = 32, charset = 'alnum' } = first ?? {};
  return { kind: 'generate', version, length, charset, shared } as const;
}

function sayHalf(key: string, { members, rule }: SharedSecret, apps: ReadonlyMap<AppName, App>) {
  const others = members.filter((one) => !(one.key in (apps.get(one.app)?.secrets ?? {})));
  if (others.length === 0) return [];
  const missing = others.map((one) => `${one.key} of ${one.app}`).join(', ');
  const says = `secrets.${key} has one value with others (${rule}). Say it of ${missing} too, or of none.`;
  return [{ path: ['secrets', key], says }];
}
