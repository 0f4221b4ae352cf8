import { KeymuxError, Secret } from 'keymux'
import { keyClients } from '../../vendors/support/key-clients.js'
import type { Wire } from './mutate-text.js'
import { isReadable } from './oracle.js'
import { replaying } from './replay.js'
import type { Exchange, Subject } from './subjects.js'
import { wordsOf } from './words.js'

/** One answer to try. */
export interface Situation {
  readonly subject: Subject
  readonly target: Exchange
  readonly wire: Wire
  /** What was done to the answer, for the report. */
  readonly name: string
  /** The names of the fields that were changed. */
  readonly fields: readonly string[]
  /** The JSON that is in the answer, whatever is around it; undefined where there is none, or not all of it. */
  readonly json: string | undefined
  /** Whether the secret stands in what is left of a text that is cut off. */
  readonly holdsSecret: boolean
}

interface Told {
  readonly secret?: unknown
  readonly id?: unknown
  readonly valid?: unknown
  readonly prefix?: unknown
  readonly keys?: readonly { readonly id: string }[]
  readonly warnings?: readonly unknown[]
}

/** A read replica would be waited for, if what is read after an update does not show the change. */
const impatient = { totalMs: 20 }

/** A shorter text, such as a number that was made one, is in an answer by chance. */
const shortestPart = 8

/** What is wrong with the outcome of a situation: nothing, it is to be hoped. Never quotes a secret. */
export async function faultsOf(situation: Situation): Promise<string[]> {
  const { subject, target, wire } = situation
  const fetch = replaying(subject, target, wire)
  const options = { fetch, retry: { limit: 0 }, ...(subject.title === 'update' && { timeout: impatient }) }
  const keys = keyClients[subject.vendor](subject.emulator, options)
  let outcome: unknown
  try {
    outcome = await subject.call(keys)
  } catch (error) {
    if (!KeymuxError.is(error)) return ['it threw what is no KeymuxError']
    return secretFaults(situation, error, true)
  }
  return [
    ...secretFaults(situation, outcome, false),
    ...verdictFaults(situation, outcome),
    ...listFaults(situation, outcome),
  ]
}

function secretFaults(situation: Situation, outcome: unknown, failed: boolean): string[] {
  const { subject, json, holdsSecret, target } = situation
  const told: Told = Secret.is(outcome) ? { secret: outcome } : (outcome as Told)
  const given = Secret.is(told.secret) ? told.secret.reveal() : undefined
  const { vendor, secret } = subject
  if (given !== undefined && given !== secret && isWrong(given, situation)) return ['it gave a wrong secret']
  if (typeof told.id === 'string' && secret !== undefined && told.id.includes(secret))
    return ['it gave the secret as id']
  if (typeof told.prefix === 'string' && given?.startsWith(told.prefix) === false)
    return ['its prefix is none']
  if (!failed && subject.kind === 'secret' && given === undefined) return ['it succeeded without a secret']
  if (secret === undefined || given !== undefined || !target.text.includes(JSON.stringify(secret))) return []
  const readable = holdsSecret || (json !== undefined && isReadable(vendor, parsed(json), secret))
  return readable ? ['it lost the secret'] : []
}

/** A part of the secret, another field of the answer, or what is nowhere in it. A text in its place is the vendor's own word. */
function isWrong(given: string, { target, json = '' }: Situation): boolean {
  const isPart = given.length >= shortestPart && target.text.includes(given)
  return isPart || !json.includes(JSON.stringify(given))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function verdictFaults({ subject, target, fields, json, wire }: Situation, outcome: unknown): string[] {
  const { kind, vendor } = subject
  if (!kind.startsWith('verify')) return []
  const { valid } = outcome as Told
  if (typeof valid !== 'boolean') return ['it gave no verdict']
  // A refusal is one even where its body is cut off.
  if (json === undefined && target.status < 300 && wire.status < 300) return ['it made a verdict of trouble']
  if (kind === 'verify dead') return valid ? ['it let a dead key pass'] : []
  const mayRefuse = fields.some((field) => wordsOf(vendor).verdict.includes(field)) || wire.status >= 400
  return valid || mayRefuse ? [] : ['it refused a key that is valid']
}

function listFaults({ subject, json, target }: Situation, outcome: unknown): string[] {
  const { kind, ids } = subject
  if (kind !== 'list' && kind !== 'page') return []
  const told = kind === 'list' ? (outcome as Told['keys']) : (outcome as Told).keys
  const got = new Set((told ?? []).map(({ id }) => id))
  const wasOnPage = (id: string): boolean => target.text.includes(JSON.stringify(id))
  // Of members of the same name JSON has the last alone.
  const left = json === undefined ? undefined : JSON.stringify(parsed(json))
  const isLeft = (id: string): boolean => left?.includes(JSON.stringify(id)) ?? true
  const lost = ids.filter((id) => !got.has(id) && (!wasOnPage(id) || isLeft(id)))
  const warned = kind === 'page' && ((outcome as Told).warnings ?? []).length > 0
  return lost.length > 0 && !warned ? ['it lost keys of a list without a word'] : []
}
