/** A region.yml with many apps on 20 nodes, about 500 bytes an app, as people write them. */
export function makeLargeRegion(apps: number): string {
  const nodes = Array.from(
    { length: 20 },
    (_, i) => `  ${nodeName(i)}:\n    host: ${nodeName(i)}.example.org\n    user: deploy\n`,
  );
  return `${start}nodes:\n${nodes.join('')}apps:\n${Array.from({ length: apps }, (_, i) => app(i)).join('')}`;
}

const start = `# yaml-language-server: $schema=../schema/region.schema.json
region:
  name: large
  domain: large.example.org
stewards:
  ada:
    id: op-7f3k
  bo:
    id: op-2m9x
`;

function nodeName(i: number): string {
  return `node${i % 20}`;
}

/** Every app but the first of its node needs the one before it there: chains of hundreds. */
function app(i: number): string {
  return `  app${i}:
    recipe: recipe${i % 40}
    version: 1.${i % 9}.0+2024-02-06a # pinned
    node: ${nodeName(i)}
    domain: app${i}.large.example.org
    alsoAt:
      - app${i}.garden.example.org
    steward: ${i % 2 ? 'ada' : 'bo'}
    deputies: [ada]
${i < 20 ? '' : `    needs: [app${i - 20}]\n`}    overlays: [smtp]
    env:
      LETS_ENCRYPT_ENV: production
      UPLOAD_LIMIT: ${i}
      ENABLE_BACKUPS: true
      MAIL_FROM: "app${i}@large.example.org"
    secrets:
      db_password: generate
      admin: { generate: true, version: v2, length: 32 }
      smtp: { from: env:SMTP_PASSWORD }
    state: present
`;
}
