import type { NewIntent } from '../model/entry.js';
import { canonicalJson } from '../tlog/canonical-json.js';

/** A line may have 16 KiB; what its writer has seen, the one-time key and the signature are added when it is signed. */
const longestIntent = 16 * 1024 - 1024;

/**
 * An intent whose line would be longer than a line may be becomes several with the same head, each as full as it can
 * be; the steps keep their order. Outcomes count steps within their own intent.
 */
export function splitIntent(intent: NewIntent): NewIntent[] {
  const parts: NewIntent[] = [];
  for (const step of intent.steps) {
    const last = parts.at(-1);
    const longer = last && { ...last, steps: [...last.steps, step] };
    if (longer && fits(longer)) parts[parts.length - 1] = longer;
    else parts.push({ ...intent, steps: [step] });
  }
  return parts;
}

function fits(intent: NewIntent): boolean {
  return Buffer.byteLength(canonicalJson(intent)) <= longestIntent;
}
