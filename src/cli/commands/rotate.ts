import type { Capabilities, Duration, RotateKeyResult } from '../../core/index.js'
import { cannot, clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { handOver } from '../hand-over.js'
import { Journal } from '../journal.js'
import { markerOptions } from '../marker-options.js'
import { requireCredential } from '../secrets/credential.js'
import { openTarget, type SecretFlags } from '../secrets/secret-target.js'
import type { Session } from '../session.js'
import { settle } from '../settle.js'
import type { VendorEntry } from '../vendor-entry.js'
import { confirm } from '../terminal/prompts.js'
import { printable } from '../terminal/printable.js'

export interface RotateFlags extends ConnectionFlags, SecretFlags {
  readonly overlap: string
  readonly markerInName?: boolean
  readonly yes?: boolean
}

export async function rotate(session: Session, id: string, flags: RotateFlags): Promise<void> {
  const connection = await connectionOf(flags, process.env)
  const { vendor } = connection
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  if (!keys.can('rotate')) throw cannot(vendor, 'rotate')
  await confirm(
    `Rotate ${id} at ${vendor.name}? The old secret ${endsItself(vendor.capabilities, flags) ? 'ends' : 'works on until you revoke it, which is due'} after ${flags.overlap}.`,
    flags.yes === true,
  )
  const target = await openTarget(flags, session, connection)
  const journal = new Journal(process.env)
  try {
    const isCarried = takesMarker(vendor.capabilities, flags)
    const what = { operation: 'rotate', isCarried, name: null, owner: null, previous: id } as const
    const entry = await journal.begin(connection, what)
    const overlap = flags.overlap as Duration
    const result = await keys
      .rotate(id, { overlap, signal: session.signal, ...markerOptions(entry) })
      .catch((error: unknown) => settle(error, { entry, journal, target }, session))
    const previous = 'previous' in result ? previousJson(result as RotateKeyResult) : undefined
    const more = previous === undefined ? {} : { previous }
    try {
      await handOver({ result, entry: await journal.made(entry, result.id), more }, target, journal, session)
    } finally {
      await sayWhatIsLeft(id, previous, vendor, session)
    }
  } catch (error) {
    await target.abandon()
    throw error
  }
}

/** Whether the old key ends without anybody's doing: a vendor that changes no expiry can only end it at once. */
function endsItself({ rotate: how, changes }: Capabilities, { overlap }: RotateFlags): boolean {
  return how === 'native' || changes.includes('expiresAt') || Number.parseFloat(overlap) === 0
}

/** A vendor that rotates by itself makes a key that holds no marker of ours. */
function takesMarker({ rotate: how, fields }: Capabilities, { markerInName }: RotateFlags): boolean {
  return how === 'emulated' && (fields.metadata !== 'none' || markerInName === true)
}

type Previous = Pick<RotateKeyResult['previous'], 'id' | 'validUntil' | 'plan'>

function previousJson({ previous: { id, validUntil, plan } }: RotateKeyResult): Previous {
  return { id, validUntil, plan }
}

async function sayWhatIsLeft(
  id: string,
  previous: Previous | undefined,
  vendor: VendorEntry,
  { err }: Session,
): Promise<void> {
  if (previous === undefined)
    return err.line(`Whether ${id} ends is not known: look at it, and revoke it when it may go.`)
  const { validUntil, plan } = previous
  if (plan !== null)
    return err.line(
      err.colours.yellow(
        printable(
          `${id} works on until you revoke it, which is due at ${plan.at}: keymux revoke ${id} --vendor ${vendor.id}`,
        ),
      ),
    )
  return err.line(validUntil === null ? `${id} has no end.` : `${id} ends at ${validUntil.toISOString()}.`)
}
