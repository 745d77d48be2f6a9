/** Whether this is a job of CI: `CI` is set, to anything but `false`. Runners give jobs terminals; nobody sits at them. */
export function isCi(variables: Readonly<Record<string, string | undefined>>): boolean {
  const said = variables['CI'];
  return said !== undefined && said !== '' && said !== 'false';
}
