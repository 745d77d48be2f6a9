/** What somebody says who starts a region. */
export interface FirstManifest {
  readonly name: string;
  readonly domain: string;
  readonly steward: { readonly name: string; readonly id: string };
  /** The first server; without one it is added later. */
  readonly node?: { readonly name: string; readonly host: string; readonly user: string };
}

/** region.yml of a region that begins: commented, and valid as it stands. */
export function makeFirstManifest({ name, domain, steward, node }: FirstManifest): string {
  return `# ${name}: the region, its servers, its people, its apps. tend reads this file and apps/*.yml.
# All keys there are, with comments: examples/region in the package coop-tend.

region:
  name: ${name}
  domain: ${domain} # an app is found at NAME.${domain} unless it says otherwise

# Where every change is recorded, for everybody to read. Without it: a bare repository beside this one.
# changelog:
#   remote: git@forge.example.org:${name}/changelog.git

# The people who answer for services. The name stays here; the changelog shows the pseudonym.
stewards:
  ${steward.name}:
    id: ${steward.id}

# The servers: Docker Swarm, reached over ssh. tend connects to none whose host key does not stand here:
#   tend node add ${node?.name ?? 'NAME --host HOST --user LOGIN'}${node ? ' --pin' : ''}
nodes:${node ? nodeLines(node, steward.name) : ' {}'}

# The services; each may also stand in a file of its own, apps/NAME.yml. For example:
# apps:
#   wiki:
#     recipe: dokuwiki # a name in Co-op Cloud's catalogue, a git URL or a path
#     version: 1.2.0+2024-02-06a # a version tag of the recipe
#     node: ${node?.name ?? 'NAME'}
#     steward: ${steward.name}
#     secrets:
#       db_password: generate
`;
}

function nodeLines({ name, host, user }: NonNullable<FirstManifest['node']>, steward: string): string {
  return `
  ${name}:
    host: ${hostAsWritten(host)}
    user: ${user}
    steward: ${steward}`;
}

/** `[2001:db8::1]` would be a list in YAML; without the brackets the address is the same. */
function hostAsWritten(host: string): string {
  return host.replace(/^\[([^\]]+)\]$/, '$1');
}
