/** `istio-workloads register`: its options and help; the work is in `register-machine.ts`. */
import { t } from '../../l10n.ts';
import { isIp } from '../../model/ip-addresses.ts';
import type { RegisteringMachine } from '../../simulation/mesh/registration.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { readJsonObject, readLabels, readText, requireKnownFields } from '../client-option.ts';
import { type Command, type CommandDescription, CommandError, PROGRAM } from '../command.ts';

export interface RegisterOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  /** `NAMESPACE/NAME` or a name; `undefined` where the files have only one group. */
  readonly group: string | undefined;
  readonly machine: RegisteringMachine;
  /** Whether somebody said if the machine checks health; else the group's probe tells. */
  readonly saysHealthCheck: boolean;
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
}

export const register: Command = {
  name: 'register',
  describe,
  run: async (parsed, terminal) => {
    const options = readOptions(parsed);
    const { registerMachine } = await import('./register-machine.ts');
    return registerMachine(options, terminal);
  },
};

const VM_EXAMPLE = '{"address": "10.0.0.5", "labels": {"app": "whoami"}, "network": "vms", "locality": "us/az1"}';
const VM_FIELDS = ['address', 'labels', 'network', 'locality', 'healthCheck'] as const;

function describe(): CommandDescription {
  return {
    operands: '[PATH…]',
    summary: t('Shows the WorkloadEntry that Istio makes when a machine of a WorkloadGroup registers itself.'),
    details: [
      t('PATH is a file, a folder or "-" for standard input; without one, the working directory is read.'),
      t('The result is YAML, ready to apply.'),
    ],
    options: [
      {
        name: '--group',
        value: 'GROUP',
        help: t('NAMESPACE/NAME or NAME of the WorkloadGroup; not needed if there is one.'),
      },
      { name: '--address', value: 'IP', help: t('The first IP address of the machine.') },
      {
        name: '--network',
        value: 'NETWORK',
        help: t('Its network; beats that of the template and is part of the name.'),
      },
      {
        name: '--locality',
        value: 'LOCALITY',
        help: t('The locality that its proxy says; replaces that of the template.'),
      },
      { name: '--label', value: 'KEY=VALUE', isList: true, help: t('A label of its proxy; may be repeated.') },
      {
        name: '--health-check',
        help: t('Its proxy checks health; without the option, it does if the group has a probe.'),
      },
      { name: '--vm', value: 'JSON', help: t('All of this at once: address, labels, network, locality, healthCheck.') },
      { name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: t('text (YAML, the default) or json.') },
      { name: '--quiet', short: '-q', help: t('Print the entry only: no notes.') },
      { name: '--stats', help: t('Print files, documents, time and peak memory on standard error.') },
    ],
    examples: [
      {
        line: `${PROGRAM} register --group vms/whoami --address 10.0.0.5 mesh/`,
        explanation: t('Show the entry of a machine of the group "whoami" in namespace "vms".'),
      },
      {
        line: `${PROGRAM} register --vm '${VM_EXAMPLE}' group.yaml`,
        explanation: t('Say everything about the machine at once.'),
      },
    ],
  };
}

function readOptions(parsed: ParsedArguments): RegisterOptions {
  const vm = lastValue(parsed, '--vm');
  const { machine, saysHealthCheck } = vm === undefined ? machineOfOptions(parsed) : machineOfJson(vm, parsed);
  if (!isIp(machine.address)) {
    throw new CommandError(
      machine.address === ''
        ? t('the address of the machine is missing; write for example {0}', '--address 10.0.0.5')
        : t('"{0}" is no IP address; machines register with theirs', machine.address),
    );
  }
  return {
    paths: parsed.positionals.length > 0 ? parsed.positionals : ['.'],
    format: lastValue(parsed, '--format') === 'json' ? 'json' : 'text',
    group: lastValue(parsed, '--group'),
    machine,
    saysHealthCheck,
    isQuiet: parsed.values.has('--quiet'),
    wantsStats: parsed.values.has('--stats'),
  };
}

type ReadMachine = Pick<RegisterOptions, 'machine' | 'saysHealthCheck'>;

function machineOfOptions(parsed: ParsedArguments): ReadMachine {
  const written = parsed.values.get('--label');
  const hasHealthCheck = parsed.values.has('--health-check');
  return {
    machine: {
      address: lastValue(parsed, '--address') ?? '',
      labels: written && Object.fromEntries(written.map(readLabel)),
      network: lastValue(parsed, '--network') ?? '',
      locality: lastValue(parsed, '--locality'),
      hasHealthCheck,
    },
    saysHealthCheck: hasHealthCheck,
  };
}

function readLabel(text: string): [key: string, value: string] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new CommandError(t('--label takes KEY=VALUE, not "{0}"', text));
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function machineOfJson(text: string, parsed: ParsedArguments): ReadMachine {
  const alone = ['--address', '--network', '--locality', '--label', '--health-check'];
  const both = alone.find((name) => parsed.values.has(name));
  if (both !== undefined) throw new CommandError(t('--vm says everything about the machine; leave out {0}', both));
  const fields = readJsonObject('--vm', text, VM_EXAMPLE);
  requireKnownFields('--vm', Object.keys(fields), VM_FIELDS);
  const { healthCheck } = fields;
  if (healthCheck !== undefined && typeof healthCheck !== 'boolean') {
    throw new CommandError(t('--vm: "{0}" must be true or false', 'healthCheck'));
  }
  return {
    machine: {
      address: readText('--vm', fields, 'address'),
      labels: fields.labels === undefined ? undefined : readLabels('--vm', fields, 'labels'),
      network: readText('--vm', fields, 'network'),
      locality: fields.locality === undefined ? undefined : readText('--vm', fields, 'locality'),
      hasHealthCheck: healthCheck === true,
    },
    // Whoever describes the machine in full has said that it does not.
    saysHealthCheck: true,
  };
}
