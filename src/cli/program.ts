import { Argument, Command } from 'commander'
import { examplesText } from './examples.js'
import { collect, count, firstPort, whole } from './flag-values.js'
import {
  configFile,
  createFlags,
  keyState,
  markerInName,
  secretFlags,
  updateFlags,
  vendorFlags,
  withJson,
  yes,
} from './flags.js'
import { addGenerator } from './generator/program.js'
import { addMigrate } from './migrate-program.js'
import { addOrphans } from './orphans-program.js'
import type { Run } from './session.js'

const conceal =
  'Secrets are never taken from an argument: use the environment, --credential-fd, standard input or a prompt.'

/** All commands, with nothing loaded that only one of them needs. */
export function createProgram(run: Run): Command {
  const program = new Command('keymux')
    .description('Issue, check, rotate, revoke and move API keys at any vendor.')
    .option('-V, --version', 'print the version')
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'explain a command')
    .addHelpText(
      'after',
      `\n${conceal}\n\nFirst steps:\n  $ keymux vendors\n  $ keymux doctor --vendor unkey\n  $ keymux create --vendor unkey --name 'CI of Acme' --expires 30d\n\nNo account at hand? keymux emulate stands in for all four vendors.`,
    )

  const add = (name: string, summary: string, examples: readonly string[]): Command =>
    withJson(program.command(name).description(summary)).addHelpText('after', examplesText(examples))

  add('vendors', 'show what each vendor can do, and what it wants to be told', [
    'keymux vendors',
    'keymux vendors --json',
  ]).action(run(async (session) => (await import('./commands/vendors.js')).vendors(session)))

  secretFlags(
    createFlags(
      vendorFlags(
        add('create', 'create a key', [
          "keymux create --vendor unkey --api-id api_1 --name 'CI of Acme' --expires 30d",
          'keymux create --vendor clerk --name CI --owner user_1 --scope read --scope write --secret-file ./ci.key',
          'keymux create --profile prod --name CI --json --exec vault-store acme/ci',
        ]),
      ),
    ),
  ).action(run(async (session, flags) => (await import('./commands/create.js')).create(session, flags)))

  vendorFlags(
    add('list', 'list keys', [
      'keymux list --vendor unkey --state active',
      'keymux list --vendor clerk --owner user_1 --json | jq -r .id',
    ]),
  )
    .option('--owner <id>', 'only keys of this owner')
    .addOption(keyState())
    .option('--text <text>', 'only keys that the vendor finds by this text')
    .option('--limit <count>', 'show no more than so many', count)
    .option('--page-size <count>', 'ask for so many at a time', count)
    .action(run(async (session, flags) => (await import('./commands/list.js')).list(session, flags)))

  vendorFlags(add('get', 'show a key', ['keymux get key_1 --vendor unkey']))
    .argument('<id>', "the key's id")
    .action(
      run(async (session, flags, [id = '']) => (await import('./commands/get.js')).get(session, id, flags)),
    )

  vendorFlags(
    add('verify', 'find out whether a secret is valid, and why not', [
      'keymux verify --vendor unkey                  (asks for the secret)',
      'pass show acme/ci | keymux verify --vendor clerk --scope read',
    ]),
  )
    .option('--scope <scope>', 'it must be allowed this; repeat for several', collect)
    .option('--cost <credits>', 'spend so many credits of the key', whole)
    .addHelpText(
      'after',
      '\nThe secret comes from standard input or a prompt. A key that is not valid ends with 1.',
    )
    .action(run(async (session, flags) => (await import('./commands/verify.js')).verify(session, flags)))

  updateFlags(
    vendorFlags(
      add('update', 'change a key', [
        'keymux update key_1 --vendor unkey --name Staging --expires 90d',
        'keymux update key_1 --vendor unkey --disable',
        'keymux update key_1 --vendor clerk --clear description',
      ]),
    ),
  )
    .argument('<id>', "the key's id")
    .action(
      run(async (session, flags, [id = '']) =>
        (await import('./commands/update.js')).update(session, id, flags),
      ),
    )

  secretFlags(
    vendorFlags(
      add('rotate', 'make a new key in the place of one', [
        'keymux rotate key_1 --vendor unkey --overlap 24h',
        'keymux rotate key_1 --vendor clerk --overlap 0s --secret-file ./new.key --yes',
      ]),
    ),
  )
    .argument('<id>', "the key's id")
    .requiredOption('--overlap <duration>', 'how long the old secret works on: 24h; 0s for a leaked one')
    .addOption(markerInName())
    .addOption(yes())
    .action(
      run(async (session, flags, [id = '']) =>
        (await import('./commands/rotate.js')).rotate(session, id, { overlap: '', ...flags }),
      ),
    )

  for (const verb of ['revoke', 'delete'] as const) addEnd(add, verb, run)
  addMigrate(program, run)
  addEmulate(add, run)
  vendorFlags(
    add('doctor', 'find out what works, what does not, and what to do', [
      'keymux doctor',
      'keymux doctor --vendor unkey --json',
    ]),
  ).action(run(async (session, flags) => (await import('./commands/doctor.js')).doctor(session, flags)))
  addOrphans(program, run)
  addGenerator(add, run)
  addCompletion(program, run)
  return program
}

function addCompletion(program: Command, run: Run): void {
  program
    .command('completion')
    .description('complete commands and flags in bash, zsh or fish')
    .addArgument(new Argument('[shell]', 'which one').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      examplesText([
        'source <(keymux completion bash)               (in ~/.bashrc)',
        'source <(keymux completion zsh)                (in ~/.zshrc)',
        'keymux completion fish | source                (in ~/.config/fish/config.fish)',
      ]),
    )
    .action(
      run(async ({ out }, _, [shell = '']) =>
        (await import('./completion/completion.js')).printCompletion(shell, out),
      ),
    )
}

type Add = (name: string, summary: string, examples: readonly string[]) => Command

function addEnd(add: Add, verb: 'revoke' | 'delete', run: Run): void {
  const summary = { revoke: 'end keys for good', delete: 'end keys for good and remove their records' }
  const command = vendorFlags(
    add(verb, summary[verb], [
      `keymux ${verb} key_1 --vendor unkey`,
      `keymux ${verb} key_1 key_2 --vendor clerk --yes`,
      `keymux ${verb} --by-secret --vendor unkey      (a leaked one, whose id is not at hand)`,
    ]),
  )
    .argument('[ids...]', 'the ids of the keys')
    .option('--by-secret', 'find the key by its secret, on standard input or at a prompt')
    .addOption(yes())
  if (verb === 'revoke') command.option('--reason <text>', "why, for the vendor's record")
  command.action(
    run(async (session, flags, ids) =>
      (await import('./commands/end-keys.js')).endKeys(session, verb, ids, flags),
    ),
  )
}

function addEmulate(add: Add, run: Run): void {
  add('emulate', 'stand in for all four vendors, on this machine', [
    'keymux emulate',
    'keymux emulate --port 4010 --seed 1 --fault lost-response,vendor=unkey,operation=create',
    'keymux emulate --quiet --exec npm test        (-- may stand before the command)',
  ])
    .option('--port <port>', 'the first of four ports; default: any that are free', firstPort)
    .option('--seed <number>', 'the same ids, secrets and credentials each time', whole)
    .option(
      '--fault <kind,...>',
      'let something go wrong: kind,name=value,… (docs/emulator.md); repeat for several',
      collect,
    )
    .option('--quiet', 'do not show the requests')
    .option(
      '--exec <command...>',
      'run this with the environment set, and end with it; must be the last of all',
    )
    .addOption(configFile())
    .action(run(async (session, flags) => (await import('./commands/emulate.js')).emulate(session, flags)))
}
