/** What JSON.stringify lets stand and a terminal obeys or hides: DEL and C1, what nobody sees, line ends of Unicode, noncharacters. */
const unseen = /[\u007f-\u009f\p{DI}\p{Cf}\u2028\u2029]|\p{Noncharacter_Code_Point}/gu;

/** JSON text that means the same and does nothing to a terminal: what must not be seen is written as `\uXXXX`. */
export function escapeJson(json: string): string {
  return json.replace(unseen, (sign) => sign.split('').map(escaped).join(''));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
