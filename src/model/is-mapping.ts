/** Whether a value of YAML or JSON is a mapping: neither a list, nor a scalar, nor nothing. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
