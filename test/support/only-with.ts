/**
 * A tool of which a test hands in these parts alone. Whoever asks it for another one fails, and the error says what was
 * asked for: a part that is missing must not look like one that answers nothing.
 */
export function onlyWith<Tool extends object>(name: string, given: Partial<Tool> = {}): Tool {
  return new Proxy({ ...given } as Tool, {
    get(parts, part) {
      // What promises and matchers ask of any value.
      if (Reflect.has(parts, part) || typeof part === 'symbol' || part === 'then' || part === 'toJSON')
        return Reflect.get(parts, part) as unknown;
      throw new Error(`${name}.${part} is not handed in by this test`);
    },
  });
}
