import { parseExports } from '../../../../src/recipe/parse-exports.js';
import { mutateLines } from '../mutate-lines.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';
import { exampleTexts } from './example-files.js';

const odd = `#!/bin/bash
export A=v1 B="$A-\${A}b" # said
declare -x C='v 2'
D=v3; export D && export E=$D
A+=x
unset B
export F=$(date) G=\`date\` H=\${X:-y} I=$((1 + 2)) J=*.{x,y} K=a"b"'c'\\ d
if [ -n "$A" ]; then export L=1; else L=2; fi
case $A in v1) export M=1 ;; *) M=2 ;; esac
for one in a b; do export N=$one; done
(export O=1) | cat
f() { local p=1; export P=$p; }
export Q=v1 \\
  R=v2
cat <<END
export S=\${A}
END
. ./more.sh
`;
const examples = [...exampleTexts('{recipes,test/render/corpus}/**/*.sh'), odd, odd, odd];

/** abra.sh of recipes: what it exports. */
export const abraShTarget: StructuredTarget = {
  name: 'abra-sh',
  says: 'abra.sh of recipes: what it exports, never run',
  beyondEarly: 55,
  make: (dice) => mutateLines(examples, dice),
  read,
};

function read(text: string): Reading {
  try {
    const { values, notices } = parseExports(text);
    if (Object.values(values).some((value) => typeof value !== 'string')) throw new Error('a value is no text');
    return notices.some(({ says }) => says.startsWith('this is no shell script')) ? 'early' : 'read';
  } catch (error) {
    return refusedOrThrown(error, /^$/);
  }
}
