/**
 * An image reference as docker's client sends it: in its short form (`redis` for docker.io/library/redis) and with
 * `latest` where it has neither tag nor digest. Source: docker's client library, image of a service to create.
 */
export function tagImage(reference: string): string {
  const name = reference.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\/(?=[^/]+$)/, '');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? name : `${name}:latest`;
}
