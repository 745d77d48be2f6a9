import { pagesVersion, type RegionPages } from './region-pages.js';
import { showBreakglasses } from './show-breakglasses.js';
import { showDay } from './show-change.js';
import { showForks } from './show-forks.js';
import { showWorth } from './show-worth.js';

/** README.md of a log: whose it is, how to read and check it without tend, what it is worth in plain words. */
export function makeReadme(pages: RegionPages): string {
  const { origin, apps } = pages;
  const services = Object.keys(apps).sort();
  return [
    `# Changelog of ${origin.replace(/\/changelog$/, '')}`,
    '',
    ...showBreakglasses(pages.breakglasses),
    ...showForks(pages),
    `The public record of administration, \`${origin}\`: what was announced, and what was seen afterwards, change by`,
    'change, by the people (under pseudonyms) and machines that look after these services. Written by `tend`.',
    '',
    ...showBeginning(pages),
    '',
    '## Services',
    '',
    '[All on one page](region.md), or one by one:',
    '',
    ...services.map((app) => `- [${app}](services/${app}.md)`),
    ...(services.length === 0 ? ['None yet.'] : []),
    '',
    howToRead,
    howToCheck,
    '## What it gives, in plain words',
    '',
    showWorth(pages),
    '',
    `<!-- pages: version ${pagesVersion} -->`,
    '',
  ].join('\n');
}

/** The version that stands at the end of a README.md; whoever may push wrote it. */
export function versionOfReadme(readme: string): number | undefined {
  const digits = /\n<!-- pages: version ([0-9]{1,6}) -->\n$/.exec(readme)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Since when it is signed, by which fingerprint it is known, and whether it goes on. */
function showBeginning({ origin, opened, closed }: RegionPages): string[] {
  if (!opened) return ['A draft: nothing in it is signed.'];
  const { id, at, by, key, draft } = opened;
  return [
    `Opened on ${showDay(at)} by ${by} with the key \`${key}\`.`,
    `**Fingerprint of this log: \`${id}\`.** Compare it with one that you got some other way; whoever shows you another log shows`,
    'you another fingerprint.',
    ...(draft === null ? [] : ['', ...showDraft(draft)]),
    ...(closed ? ['', `**Closed** on ${showDay(closed.at)} by ${closed.by}${goesOn(origin, closed.next)}.`] : []),
  ];
}

function showDraft({ size, sha256 }: { readonly size: number; readonly sha256: string }): string[] {
  return [
    `Before that it was a draft: ${size} entries under \`draft/entries\` were not signed when they were written. The first`,
    'entry holds the SHA-256 of the draft as it was then; this prints it:',
    '',
    '    cat $(git ls-files draft/entries) | sha256sum',
    '',
    `It must be \`${sha256}\`.`,
  ];
}

function goesOn(origin: string, next: string | null): string {
  return next === null || next === origin ? '' : `; it goes on as \`${next}\``;
}

const howToRead = `## How to read it

- \`region.md\` has all services on one page, \`services/\` a page for each, \`stewards/\` one for each person.
  \`feed.atom\` can be subscribed to.
- \`log/entries/\` has the entries themselves: one line of JSON each, 256 lines a file (000.ndjson, 001.ndjson, …,
  x001/000.ndjson after 999.ndjson). In a line, \`e\` is the entry and \`s\` its signature. An \`intent\` says what somebody
  was about to do, an \`outcome\` what was seen on the server afterwards. \`policy/entry.schema.json\` says what an entry can
  hold. Passwords, values of settings, programs' output, names, mail addresses and IP addresses are never in it.
- \`log/checkpoint\` is the head: how many entries there are, a hash over all of them, the signature of who wrote last, and
  those of the witnesses.
- The branch \`details\` has reasons in people's own words, and plans sealed to a few people (age). They can be erased; entries
  only hold a commitment to them.
`;

const howToCheck = `## How to check it without our tool

With bash, git, jq, openssl, ssh-keygen and python3, in a clone of this repository. An entry, here line 2 of the first file:

    line=$(sed -n 2p log/entries/000.ndjson)
    e=\${line#'{"e":'}; e=\${e%',"s":{"k":"'*}
    sig=\${line##*'"sig":"'}; sig=\${sig%'"}}'}

Its name (id), by which other entries refer to it:

    printf 'tend-changelog-entry-v1\\0%s' "$e" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '='

Its signature, by a key that this log let in:

    time=$(jq -r '.time | gsub("[-:T]"; "")' <<<"$e")
    printf -- '-----BEGIN SSH SIGNATURE-----\\n%s\\n-----END SSH SIGNATURE-----\\n' "$(fold -w 70 <<<"$sig")" > /tmp/entry.sig
    printf %s "$e" | ssh-keygen -Y verify -f policy/allowed_signers -I "$(jq -r .actor <<<"$e")" \\
      -n tend-changelog-entry-v1 -O verify-time="$time" -s /tmp/entry.sig

An outcome is signed with the key that its intent names, made for that one run. With \`intent\` holding the intent's line:

    jq -r '.e | "\\(.actor) \\(.outcomeKey)"' <<<"$intent" > /tmp/signers    # then the same with -f /tmp/signers

Its leaf hash in the tree (RFC 6962), and the root of the tree over all entries that the head counts. The root is the third line
of \`log/checkpoint\`:

    (printf '\\0'; printf %s "$line") | sha256sum
    cat $(git ls-files log/entries) | head -n "$(sed -n 2p log/checkpoint)" | python3 -c '
    import sys, hashlib, base64
    sha = lambda data: hashlib.sha256(data).digest()
    row = [sha(b"\\0" + line.rstrip(b"\\n")) for line in sys.stdin.buffer]
    while len(row) > 1:
        row = [sha(b"\\1" + row[i] + row[i + 1]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
    print(base64.b64encode(row[0]).decode())'

The head itself is a signed note (C2SP signed-note and tlog-checkpoint). Its first signature, by a key of \`policy/trust.policy\`:

    sed -n '/^$/q;p' log/checkpoint > /tmp/head
    sig=$(sed '1,/^$/d' log/checkpoint | head -n 1 | cut -d ' ' -f 3)
    id=$(base64 -d <<<"$sig" | head -c 4 | xxd -p)
    key=$(sed -n "s/^log [^+]*+$id+\\([^ ]*\\).*/\\1/p" policy/trust.policy)
    (echo 302a300506032b6570032100 | xxd -r -p; base64 -d <<<"$key" | tail -c 32) > /tmp/key.der
    base64 -d <<<"$sig" | tail -c 64 > /tmp/head.sig
    openssl pkeyutl -verify -pubin -keyform DER -inkey /tmp/key.der -rawin -in /tmp/head -sigfile /tmp/head.sig

Whether a text on the branch \`details\` is the one that an entry committed to (a sealed one: once it is opened); this prints NAME:

    git show origin/details:details/NAME > /tmp/detail
    (head -n 1 /tmp/detail | xxd -r -p; tail -n +2 /tmp/detail) |
      openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '='

Keep a clone: whoever has an older one sees with \`git fetch\` whether anything was taken away since. Keep \`policy/trust.policy\`
too, and compare: who may rewrite this repository may rewrite that file.
`;
