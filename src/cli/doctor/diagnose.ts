import { KeymuxError, type KeyClient, type Secret } from '../../core/index.js'
import { clientOf } from '../client.js'
import type { Connection } from '../connection.js'
import { Failure } from '../failure.js'
import type { Diagnosis } from './diagnosis.js'
import { explain, type Explained } from './explain.js'
import { isMasked } from './masked-permission.js'
import { observedFetch, type Observed } from './observed-fetch.js'

/** More than this and what a create or a rotation says about time is wrong. */
const mostClockMs = 60_000
const madeUp = 'keymux_doctor_made_this_up_0000000000'

type Probe = () => Promise<unknown>

/** Finds out what works at a vendor, by calls that change nothing. */
export async function diagnose(
  connection: Connection,
  credential: Secret | undefined,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const { vendor, credentialEnv } = connection
  const base = { vendor: vendor.id, works: [], fails: [], clockAheadSeconds: null }
  if (credential === undefined)
    return {
      ...base,
      finding: 'no_credential',
      message: `There is no credential for ${vendor.name}.`,
      next: `Set ${credentialEnv} (${vendor.credential.description.replace(/\.$/, '')}), or pass it by --credential-fd.`,
    }
  const seen: Observed = {}
  try {
    const more = {
      fetch: observedFetch(seen),
      timeout: { attemptMs: 10_000, totalMs: 20_000 },
      retry: { limit: 1 },
    }
    return await examined(await clientOf(connection, credential, more), connection, seen, signal)
  } catch (error) {
    if (error instanceof Failure)
      return {
        ...base,
        finding: 'option_missing',
        message: error.message,
        next: 'Set it as the message says.',
      }
    if (KeymuxError.is(error) && error.code !== 'aborted')
      return { ...base, ...explain(error, connection, seen) }
    throw error
  }
}

async function examined(
  keys: KeyClient,
  connection: Connection,
  seen: Observed,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const works: string[] = []
  const fails: string[] = []
  let first: unknown
  let firstSeen: Observed = {}
  for (const [operation, probe] of probesOf(keys, signal)) {
    try {
      await probe()
      works.push(operation)
    } catch (error) {
      if (!KeymuxError.is(error) || error.code === 'aborted') throw error
      // That a made-up id is none is the right answer; that a query lacks an owner says nothing of the vendor. Where nothing was
      // listed, it is the vendor's own code that tells its answer from another's.
      const isKnown = works.length > 0 || error.vendorCode !== undefined
      if (operation === 'get' && isAboutId(error) && isKnown) works.push(operation)
      else if (error.code !== 'invalid_request' || error.status !== undefined) {
        fails.push(operation)
        first ??= error
        if (first === error) firstSeen = { ...seen }
      }
    }
    // Whatever is wrong, it is wrong for the rest as well, unless it is a permission.
    if (first !== undefined && !isOfPermission(first)) break
  }
  const ahead = firstSeen.clockAheadMs ?? seen.clockAheadMs
  const clockAheadSeconds = ahead === undefined ? null : Math.round(ahead / 1000)
  const told = { vendor: connection.vendor.id, works, fails, clockAheadSeconds }
  if (first !== undefined) {
    const explained = explain(first, connection, firstSeen)
    const isHidden = explained.finding === 'wrong_account' && (await isMasked(keys, connection.options))
    return { ...told, ...explained, ...(isHidden && lacksPermission(connection)) }
  }
  if (ahead !== undefined && Math.abs(ahead) > mostClockMs) return { ...told, ...clockOff(ahead) }
  const isBlind = works.length === 0
  return {
    ...told,
    finding: isBlind ? 'option_missing' : 'fine',
    message: isBlind
      ? 'Nothing could be tried.'
      : `${connection.vendor.name} answers and lets this credential read.`,
    next: isBlind ? 'Name an owner.' : 'Nothing to do.',
  }
}

function lacksPermission({ vendor, credentialEnv }: Connection): Explained {
  return {
    finding: 'no_permission',
    message: `${vendor.name} knows the credential, and it may not read these keys.`,
    next: `Give the credential in ${credentialEnv} the permission to read keys at ${vendor.name}, or use another one.`,
  }
}

function isAboutId({ code, status }: KeymuxError): boolean {
  return code === 'not_found' || (code === 'invalid_request' && status !== undefined)
}

function isOfPermission(error: unknown): boolean {
  return KeymuxError.is(error) && error.code === 'forbidden'
}

/** The calls that change nothing and spend nothing, the most telling first. */
function probesOf(keys: KeyClient, signal: AbortSignal): [string, Probe][] {
  const probes: [string, Probe][] = [
    ['list', () => keys.list({ pageSize: 1 }, { signal }).page()],
    ['get', () => keys.get(madeUp, { signal })],
  ]
  if (keys.can('verify')) probes.push(['verify', () => keys.verify(madeUp, { signal })])
  return probes
}

function clockOff(aheadMs: number): Pick<Diagnosis, 'finding' | 'message' | 'next'> {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000)
  return {
    finding: 'clock_off',
    message: `This machine's clock is ${minutes} minutes ${aheadMs > 0 ? 'ahead of' : 'behind'} the vendor's.`,
    next: "Set the clock (timedatectl set-ntp true, or your system's own way): until then expiries are off by as much.",
  }
}
