/** What a region in the lab needs to know of it. */
export interface LabPlaces {
  /** In the order of the manifest; apps are spread over them, three give each app a node of its own. */
  readonly nodes: readonly { readonly name: string; readonly address: string; readonly hostKey: string }[];
  /** Private key that opens every server. */
  readonly key: string;
}

/**
 * The files of the demo's region by path: three nodes of two providers, four apps, two stewards.
 * `recipes` is the folder that publishRecipes filled. examples/lab-region shows what comes out.
 */
export function makeLabRegion(lab: LabPlaces, recipes: string): Readonly<Record<string, string>> {
  return {
    'region.yml': makeRegionFile(lab, recipes),
    'apps/website.yml': website(nodeFor(lab, 0).name),
    'apps/wiki.yml': wiki(nodeFor(lab, 1).name),
    'apps/calendar.yml': calendar(nodeFor(lab, 2).name),
  };
}

/** Names of the apps that people open in a browser, and the number of the server, from 1, that each leads to. */
export function labRegionHosts(nodes: number): Readonly<Record<string, number>> {
  return {
    [`website.${domain}`]: 1,
    'ada.example.org': 1,
    [`wiki.${domain}`]: 1 + (1 % nodes),
    [`calendar.${domain}`]: 1 + (2 % nodes),
  };
}

const domain = 'merri-bek.example.org';
const providers = ['ecobytes', 'merri-bek tech'];
const nodeStewards = ['ada', 'bo'];

function makeRegionFile(lab: LabPlaces, recipes: string): string {
  return `# A region to learn with: servers of the lab, recipes of tend's own.
region:
  name: merri-bek
  domain: ${domain}

catalogue: ${quote(recipes)}

# The people who answer for services. The changelog shows the pseudonym.
stewards:
  ada:
    id: op-7f3k
    contact: https://people.example.org/ada
  bo:
    id: op-2m9x

nodes:
${lab.nodes.map((node, index) => nodeLines(node, index, lab.key)).join('')}
policies:
  majorUpgrades: hold

apps:
  # One on every node, in front of all other apps.
  traefik:
    recipe: traefik
    version: 1.0.0+v3.5.3
    node: all
    steward: ada
    overlays: [host]
    env:
      LETS_ENCRYPT_ENV: '' # nobody gives certificates to a lab
      HTTPS_REDIRECT: 'false'
${hurry({ interval: '2s' }).replaceAll(/^/gm, '    ').trimEnd()}
`;
}

function nodeFor(lab: LabPlaces, place: number): LabPlaces['nodes'][number] {
  return lab.nodes[place % lab.nodes.length] ?? { name: 'none', address: '127.0.0.1', hostKey: '' };
}

function nodeLines({ name, address, hostKey }: LabPlaces['nodes'][number], index: number, key: string): string {
  return `  ${name}:
    host: ${address}
    user: deploy
    hostKey: ${hostKey}
    identityFile: ${quote(key)}
    provider: ${providers[index % providers.length]}
    steward: ${nodeStewards[index % nodeStewards.length]}
`;
}

function website(node: string): string {
  return `# Ada's own pages.
recipe: website
version: 1.0.0+1.26.3
node: ${node}
alsoAt: [ada.example.org]
steward: ada
deputies: [bo]
needs: [traefik]
overlays: [http]
env:
  LETS_ENCRYPT_ENV: ''
  SITE_TITLE: Ada's garden
  SITE_OWNER: Ada, Brunswick
${hurry({ interval: '2s', retries: 10 })}`;
}

function wiki(node: string): string {
  return `# What everybody in the region knows, in PostgreSQL.
recipe: wiki
version: 1.0.0+5.0.9
node: ${node}
steward: bo
deputies: [ada]
needs: [traefik]
overlays: [http]
env:
  LETS_ENCRYPT_ENV: ''
  WIKI_TITLE: Merri-bek knows
  WIKI_PROTOCOL: http
secrets:
  db_password: generate
  secret_key_base: generate
  admin_password: generate
critical: true
${hurry({ interval: '3s' })}`;
}

function calendar(node: string): string {
  return `# Nobody answers for it yet: it shows as vacant.
recipe: calendar
version: 1.0.0+3.5.5
node: ${node}
steward: vacant
needs: [traefik]
overlays: [http]
env:
  LETS_ENCRYPT_ENV: ''
  CALENDAR_USER: merri
secrets:
  user_password: generate
`;
}

/** What people wait for in front of the lab is quick: health is asked for often, and an update not watched for long. */
function hurry(healthcheck: Readonly<Record<string, string | number>>): string {
  const asked = Object.entries(healthcheck).map(([key, value]) => `${key}: ${value}`);
  return `# Merged over the recipe's own: a lab asks for health more often, and watches an update for two seconds.
compose:
  services:
    app:
      healthcheck: { ${asked.join(', ')} }
      deploy: { update_config: { monitor: 2s } }
`;
}

function quote(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : JSON.stringify(path);
}
