/** A line of what an app printed; on a screen it stands in, as tend's own lines do not. */
export function showLogLine(line: string, onScreen: boolean): string {
  return onScreen ? `  ${line}` : line;
}
