import { Option, type Command } from 'commander'
import type { Side } from './connection.js'
import { collect, descriptor } from './flag-values.js'
import { kebabCase } from './kebab-case.js'
import { vendorList } from './vendor-list.js'

/** Which vendor, and how: on every command that asks one. Its own options come from the list of vendors. */
export function vendorFlags(command: Command): Command {
  command
    .optionsGroup('Which vendor:')
    .addOption(
      new Option(
        '--vendor <vendor>',
        `which one (or KEYMUX_VENDOR): ${vendorList.map(({ id }) => id).join(', ')}`,
      ),
    )
    .option('--profile <name>', 'a profile of the configuration file (or KEYMUX_PROFILE)')
    .addOption(configFile())
    .option('--base-url <url>', "where the vendor's API is, if not at its own host")
    .option('--credential-fd <number>', 'read the credential from this file descriptor', descriptor)
    .option('--option <name=value>', "a further option of the vendor's factory; repeat for several", collect)
  for (const [name, about] of vendorOptions()) command.option(`--${kebabCase(name)} <value>`, about.join(' '))
  return command.optionsGroup('Options:')
}

export function configFile(): Option {
  return new Option(
    '--config <file>',
    'the configuration file; default: the nearest keymux.config.json upward',
  )
}

export function keyState(): Option {
  return new Option('--state <state>', 'only keys in this state').choices([
    'active',
    'disabled',
    'revoked',
    'expired',
  ])
}

/** What each option means, by its name: several vendors may have one of the same. */
function vendorOptions(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const { name: vendor, options } of vendorList)
    for (const { name, env, description } of options)
      found.set(name, [...(found.get(name) ?? []), `${vendor} (or ${env}): ${description}`])
  return found
}

/** Where a new secret goes. */
export function secretFlags(command: Command): Command {
  return command
    .optionsGroup('Where the secret goes:')
    .option('--secret-file <file>', 'into a new file that only you may read')
    .option('--exec <command...>', 'to this command, in KEYMUX_SECRET; must be the last of all')
    .option('--secret-env <name>', '… in this variable')
    .option('--secret-fd <number>', '… on this file descriptor, in no variable', descriptor)
    .option('--reveal', 'to stdout, whatever that is')
    .optionsGroup('Options:')
}

export function createFlags(command: Command): Command {
  return keyFlags(command)
    .option('--prefix <text>', 'what the secret shall start with')
    .option('--disabled', 'the key does not work until it is enabled')
    .addOption(markerInName())
}

export function markerInName(): Option {
  return new Option('--marker-in-name', 'lets orphans find the key where the vendor stores no metadata')
}

export function updateFlags(command: Command): Command {
  return keyFlags(command)
    .addOption(new Option('--disable', 'stop the key until it is enabled again').implies({ disabled: true }))
    .addOption(new Option('--enable', 'let it work again').implies({ enabled: true }).conflicts('disable'))
    .option(
      '--clear <field>',
      'take a field away: owner, description, metadata, expires; repeat for several',
      collect,
    )
}

function keyFlags(command: Command): Command {
  return command
    .option('--name <text>', 'what people call the key')
    .option('--owner <id>', 'whose key it is')
    .option('--metadata <json>', 'data of your own, an object')
    .option('--scope <scope>', 'what it may do; repeat for several', collect)
    .option('--description <text>', 'a longer text about it')
    .option('--expires <when>', 'a duration (30d) or a date (2030-01-31)')
    .option('--vendor-fields <json>', "the vendor's own fields, in its own terms")
}

/** Which vendor, and how, of one side of a command that is about two: `--from`, `--from-api-id`. */
export function sideFlags(command: Command, side: Side): Command {
  command
    .optionsGroup(side === 'from' ? 'Where the keys are:' : 'Where they shall go:')
    .option(
      `--${side} <vendor>`,
      `a vendor (${vendorList.map(({ id }) => id).join(', ')}), or a profile of the configuration file`,
    )
    .option(`--${side}-base-url <url>`, "where the vendor's API is, if not at its own host")
  credentialFlag(command, side).option(
    `--${side}-option <name=value>`,
    "a further option of the vendor's factory; repeat for several",
    collect,
  )
  for (const [name, about] of vendorOptions())
    command.option(`--${side}-${kebabCase(name)} <value>`, about.join(' '))
  return command.optionsGroup('Options:')
}

export function credentialFlag(command: Command, side: Side): Command {
  return command.option(
    `--${side}-credential-fd <number>`,
    `read the credential ${side === 'from' ? 'of the source' : 'of the target'} from this file descriptor`,
    descriptor,
  )
}

export function withJson(command: Command): Command {
  return command.option('--json', 'results as JSON, one to a line (docs/cli.md)')
}

export function yes(): Option {
  return new Option('-y, --yes', 'do not ask before what cannot be undone')
}
