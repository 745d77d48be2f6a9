const host = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?`;
const part = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const tag = String.raw`:[\w][\w.-]{0,127}`;
const digest = String.raw`@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}`;
const form = new RegExp(`^(?:${host}/)?(${part}(?:/${part})*)(?:${tag})?(?:${digest})?$`);

/** Whether a text names an image: distribution/reference, ParseNormalizedNamed. */
export function isImageReference(text: string): boolean {
  const [, name = ''] = text.length < 1000 ? (form.exec(text) ?? []) : [];
  return name !== '' && name.length <= 255;
}
