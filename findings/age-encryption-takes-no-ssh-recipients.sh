#!/usr/bin/env bash
# age-encryption 0.3.1 (npm, by age's author) and age 1.1.1 (Debian 12's package 1.1.1-1+b3), 30 November 2026
# Expected: both take the recipients that age takes; ssh-ed25519 keys are what every sysadmin has already.
# Seen:     the program encrypts to an ssh-ed25519 key; the library says "unrecognized recipient type" of the same line.
# For us:   whoever may read sealed details needs an age key beside their ssh key, and the manifest names it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get -qq -o APT::Sandbox::User=root download age=1.1.1-1+b3
dpkg -x age_*.deb .
npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock age-encryption@0.3.1
ssh-keygen -q -t ed25519 -N '' -C '' -f key

echo text | usr/bin/age -R key.pub >sealed
echo "age $(usr/bin/age --version): encrypted to ssh-ed25519, and $(usr/bin/age -d -i key sealed) came back"
cat >library.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Encrypter } from 'age-encryption';

try {
  new Encrypter().addRecipient(readFileSync('key.pub', 'utf8').trim());
  console.log('age-encryption: took it');
} catch (error) {
  console.log(`age-encryption: ${error.message}`);
  process.exit(0);
}
process.exit(1);
JS
node library.mjs
