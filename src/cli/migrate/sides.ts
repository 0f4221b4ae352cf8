import { Secret, type KeyClient } from '../../core/index.js'
import { nearestName } from '../../core/nearest-name.js'
import { clientOf } from '../client.js'
import { findConfig } from '../config/find-config.js'
import { connectionOf, type Connection, type ConnectionFlags, type Side } from '../connection.js'
import { usage } from '../failure.js'
import { accountOf } from '../journal.js'
import { requireCredential } from '../secrets/credential.js'
import { vendorList } from '../vendor-list.js'

/** What says between which vendors keys move: `--from`, `--to`, and for each what `--vendor` is accompanied by. */
export interface SideFlags {
  readonly from?: string
  readonly to?: string
  readonly config?: string
  readonly fromCredentialFd?: number
  readonly toCredentialFd?: number
  readonly [flag: string]: unknown
}

export interface Sides {
  readonly from: Connection
  readonly to: Connection
}

export type Clients = Readonly<Record<Side, KeyClient>>

export async function sidesOf(flags: SideFlags): Promise<Sides> {
  return { from: await connectionAt('from', flags), to: await connectionAt('to', flags) }
}

/** A side is named by a profile or by a vendor; what `--vendor` may come from else would be meant for both alike. */
async function connectionAt(side: Side, flags: SideFlags): Promise<Connection> {
  const given = flags[side]
  const found = await findConfig(flags.config, process.cwd())
  const profiles = Object.keys(found?.config.profiles ?? {})
  const vendors = vendorList.map(({ id }) => id)
  const names = [...vendors, ...profiles].join(', ')
  if (given === undefined)
    throw usage(
      side === 'from'
        ? `Where are the keys? Pass --from (${names}).`
        : `Where shall they go? Pass --to (${names}).`,
    )
  const isProfile = profiles.includes(given)
  if (!isProfile && !vendors.includes(given)) {
    const nearest = nearestName(given, [...vendors, ...profiles])
    throw usage(
      `--${side}: there is no such vendor or profile.${nearest === undefined ? '' : ` Did you mean ${nearest}?`} There is ${names}.`,
    )
  }
  const env = { ...process.env, KEYMUX_VENDOR: undefined, KEYMUX_PROFILE: undefined }
  const own = { ...flagsOf(side, flags), [isProfile ? 'profile' : 'vendor']: given }
  return { ...(await connectionOf(own, env)), side }
}

/** `--from-api-id` as what `--api-id` is elsewhere. */
function flagsOf(side: Side, { config, ...flags }: SideFlags): ConnectionFlags {
  const own = Object.entries(flags).flatMap(([name, value]) => {
    const [, first = '', rest = ''] = new RegExp(`^${side}([A-Z])(.*)`).exec(name) ?? []
    return first === '' ? [] : [[`${first.toLowerCase()}${rest}`, value] as const]
  })
  return { ...Object.fromEntries(own), ...(config !== undefined && { config }) }
}

export async function clientsOf(sides: Sides, flags: SideFlags): Promise<Clients> {
  const [source, target] = [await credentialAt('from', sides, flags), await credentialAt('to', sides, flags)]
  if (isSameAccount(sides) && (hasIds(sides.from) || source.equals(target)))
    throw usage(
      `Source and target are the same account at ${sides.from.vendor.name}. Name another by --to and its options. Nothing was sent.`,
    )
  return { from: await clientOf(sides.from, source), to: await clientOf(sides.to, target) }
}

export async function clientAt(side: Side, sides: Sides, flags: SideFlags): Promise<KeyClient> {
  return clientOf(sides[side], await credentialAt(side, sides, flags))
}

async function credentialAt(side: Side, sides: Sides, flags: SideFlags): Promise<Secret> {
  const credentialFd = side === 'from' ? flags.fromCredentialFd : flags.toCredentialFd
  return requireCredential(sides[side], credentialFd === undefined ? {} : { credentialFd })
}

function isSameAccount({ from, to }: Sides): boolean {
  return from.vendor === to.vendor && JSON.stringify(accountOf(from)) === JSON.stringify(accountOf(to))
}

/** Whether its options tell an account from others; else only the credential does. */
function hasIds({ vendor }: Connection): boolean {
  return vendor.options.some(({ required }) => required)
}

/** For a plan, which asks the target nothing: who weighs a move has no account there yet. */
export async function unaskedClient(connection: Connection): Promise<KeyClient> {
  const { vendor, options, baseUrl } = connection
  const missing = vendor.options.filter(({ name, required }) => required && options[name] === undefined)
  const filled = Object.fromEntries(missing.map(({ name }) => [name, 'unasked']))
  return clientOf(
    { ...connection, options: { ...options, ...filled }, baseUrl: baseUrl ?? 'https://unasked.invalid' },
    new Secret('unasked'),
    { fetch: refuse },
  )
}

async function refuse(): Promise<Response> {
  throw usage('A plan asks the target nothing.')
}
