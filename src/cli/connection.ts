import { nearestName } from '../core/nearest-name.js'
import type { Profile } from './config/config.js'
import { findConfig } from './config/find-config.js'
import { usage } from './failure.js'
import { kebabCase } from './kebab-case.js'
import type { VendorEntry } from './vendor-entry.js'
import { vendorList } from './vendor-list.js'

/** What says, on every command that asks a vendor, which one and how. */
export interface ConnectionFlags {
  readonly vendor?: string
  readonly profile?: string
  readonly config?: string
  readonly baseUrl?: string
  readonly credentialFd?: number
  readonly option?: readonly string[]
  /** The vendors' own options, by their names in the factory. */
  readonly [option: string]: unknown
}

/** Of a command that is about two vendors: from which one, and to which. */
export type Side = 'from' | 'to'

/** A vendor and all that its client needs but the credential. */
export interface Connection {
  readonly vendor: VendorEntry
  readonly profile: string | null
  readonly options: Readonly<Record<string, string>>
  readonly baseUrl: string | undefined
  /** The variable that the credential is read from. */
  readonly credentialEnv: string
  /** Which of two it is, where a command is about two: its flags begin with it. */
  readonly side?: Side
}

/** A flag of a connection as it is written: `--api-id`, or `--from-api-id`. */
export function flagOf({ side }: Pick<Connection, 'side'>, name: string): string {
  return `--${side === undefined ? '' : `${side}-`}${kebabCase(name)}`
}

export type Environment = Readonly<Record<string, string | undefined>>

/** By flag, else by profile, else by environment. */
export async function connectionOf(flags: ConnectionFlags, env: Environment): Promise<Connection> {
  return (await namedConnection(flags, env)) ?? connectionTo(vendorOf(undefined), flags, env, undefined)
}

/** The same; undefined where nothing names a vendor. */
export async function namedConnection(
  flags: ConnectionFlags,
  env: Environment,
): Promise<Connection | undefined> {
  const named = await profileOf(flags, env)
  const given = flags.vendor ?? named?.profile.vendor ?? (env['KEYMUX_VENDOR'] || undefined)
  if (given === undefined) return undefined
  const vendor = vendorOf(given)
  if (named !== undefined && named.profile.vendor !== vendor.id)
    throw usage(`The profile ${named.name} is of ${named.profile.vendor}, and --vendor says ${vendor.id}.`)
  return connectionTo(vendor, flags, env, named)
}

/** The same for a vendor that is known. */
export function connectionTo(
  vendor: VendorEntry,
  flags: ConnectionFlags,
  env: Environment,
  named: NamedProfile | undefined,
): Connection {
  refuseForeignFlags(vendor, flags)
  const own = vendor.options.map(({ name, env: variable }) => [
    name,
    flags[name] ?? named?.profile.options?.[name] ?? (env[variable] || undefined),
  ])
  return {
    vendor,
    profile: named?.name ?? null,
    options: {
      ...named?.profile.options,
      ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
      ...furtherOptions(vendor, flags.option ?? []),
    },
    baseUrl:
      flags.baseUrl ??
      named?.profile.baseUrl ??
      (env[vendor.baseUrl.env] || vendor.baseUrl.default || undefined),
    credentialEnv: named?.profile.credentialEnv ?? vendor.credential.env,
  }
}

interface NamedProfile {
  readonly name: string
  readonly profile: Profile
}

async function profileOf(flags: ConnectionFlags, env: Environment): Promise<NamedProfile | undefined> {
  const wanted = flags.profile ?? (env['KEYMUX_PROFILE'] || undefined)
  const found = await findConfig(flags.config, process.cwd())
  if (found === undefined) {
    if (wanted === undefined) return undefined
    throw usage(`There is no keymux.config.json (or .ts) here or in a folder above, so no profile is known.`)
  }
  const { profiles, default: usual } = found.config
  // Whoever names a vendor and no profile means that vendor.
  const name = wanted ?? (flags.vendor === undefined ? usual : undefined)
  if (name === undefined) return undefined
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile !== undefined) return { name, profile }
  throw usage(`${found.file} has no such profile.${hint(name, Object.keys(profiles))}`)
}

/** The vendor of this name. What was given is not repeated: it may be a credential in the wrong place. */
export function vendorOf(given: string | undefined): VendorEntry {
  const ids = vendorList.map(({ id }) => id)
  if (given === undefined)
    throw usage(`Which vendor? Pass --vendor (${ids.join(', ')}), or set KEYMUX_VENDOR, or name a --profile.`)
  const vendor = vendorList.find(({ id }) => id === given)
  if (vendor !== undefined) return vendor
  throw usage(`There is no such vendor.${hint(given, ids)}`)
}

/** A flag of another vendor would be left out without a word. */
function refuseForeignFlags(vendor: VendorEntry, flags: ConnectionFlags): void {
  const own = new Set(vendor.options.map(({ name }) => name))
  for (const { id, options } of vendorList) {
    const foreign = options.find(({ name }) => !own.has(name) && flags[name] !== undefined)
    if (foreign !== undefined)
      throw usage(`The option \`${foreign.name}\` is of ${id}, and the vendor is ${vendor.id}.`)
  }
}

/** `--option authHeader=X-API-Key`: what a factory takes beyond its vendor's document. */
function furtherOptions(vendor: VendorEntry, given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const [name = '', value] = each.split(/=(.*)/s)
      if (value === undefined) throw usage('--option takes name=value, such as authHeader=X-API-Key.')
      if (name === vendor.credential.name)
        throw usage(`--option takes no credential. Set ${vendor.credential.env}, or use --credential-fd.`)
      return [name, value]
    }),
  )
}

function hint(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names)
  return `${nearest === undefined ? '' : ` Did you mean ${nearest}?`} There is ${names.join(', ')}.`
}
