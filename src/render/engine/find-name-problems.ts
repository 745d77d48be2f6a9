import type { StackSpecs } from '../../model/stack-specs.js';
import { keyOf, type SpecProblem } from './spec-problem.js';

/** Names of services and networks end up in DNS. swarmkit, controlapi/common.go: isValidDNSName. */
const dnsLabel = /^[a-zA-Z0-9](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?$/;
/** What such a name may begin with; abra cuts long names of stacks wherever they are too long, also behind a `_`. */
const labelStart = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/;
/** swarmkit, controlapi/common.go: isValidConfigOrSecretName. */
const fileName = /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/;

const labelRule = 'letters, digits, - and _ only, with a letter or digit at both ends';
const fileRule = 'letters, digits, -, _ and . only, with a letter or digit at both ends';

interface Kind {
  readonly section: 'services' | 'networks' | 'configs' | 'secrets';
  readonly names: readonly string[];
  readonly form: RegExp;
  readonly rule: string;
}

/** Names that a swarm refuses: of services and networks those that are no DNS labels. */
export function findNameProblems({ stack, services, networks, configs, secrets }: StackSpecs): SpecProblem[] {
  const kinds: readonly Kind[] = [
    { section: 'services', names: services.map(({ Name }) => Name), form: dnsLabel, rule: labelRule },
    { section: 'networks', names: networks.map(({ Name }) => Name), form: dnsLabel, rule: labelRule },
    { section: 'configs', names: configs.map(({ Name }) => Name), form: fileName, rule: fileRule },
    { section: 'secrets', names: secrets.map(({ name }) => name), form: fileName, rule: fileRule },
  ];
  if (!labelStart.test(stack))
    return [
      {
        where: `the stack's name ${stack}`,
        says: 'cannot begin the names of services: they have letters, digits, - and _ only, with a letter or digit first',
        tryThis: 'set STACK_NAME under env: of the app',
      },
    ];
  return kinds.flatMap((kind) =>
    kind.names.filter((name) => !kind.form.test(name)).map((name) => problem(kind, name, stack)),
  );
}

function problem({ section, rule }: Kind, name: string, stack: string): SpecProblem {
  const key = keyOf(name, stack);
  const kind = section.slice(0, -1);
  const unset = key.endsWith('_') && key !== name;
  return {
    where: `${section}.${key}`,
    says: `cannot be the name of a ${kind} of a swarm: it has ${rule}`,
    tryThis: unset
      ? `set the variable at the end of the name of ${key}: it is empty`
      : `give the ${kind} ${key} another name in the recipe`,
  };
}
