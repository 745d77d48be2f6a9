/** Stands in specs, plans and saved plans in the place of a value that nobody may see: `@value-of-SMTP_PASSWORD@`. */
export function hiddenValue(name: string): string {
  return `@value-of-${name}@`;
}

/** The text with what stands behind each hidden value; one that is not known stays hidden. */
export function fillInValues(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/@value-of-(\w+)@/g, (hidden: string, name: string) => valueOf(name) ?? hidden);
}

/** The same value with every text in it, however deep, as `change` makes it; keys stay. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)])) as T;
}
