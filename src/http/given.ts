import { InputCheck } from '../core/input-check.js'
import type { Operation } from '../core/operation.js'
import { holdsFields, readOnce } from '../core/read-once.js'
import type { Run } from './observed.js'
import { refuseInput } from './refuse-input.js'
import type { VendorProfile } from './vendor-profile.js'

/** What each operation is given, in order. */
const parameters: Readonly<Record<Operation, readonly string[]>> = {
  create: ['input', 'options'],
  get: ['id', 'options'],
  list: ['query', 'options'],
  update: ['id', 'patch', 'options'],
  revoke: ['id', 'options'],
  delete: ['id', 'options'],
  verify: ['secret', 'options'],
  rotate: ['id', 'options'],
  recover: ['id', 'options'],
  import: ['keys', 'options'],
}

/** Those whose options hold more than how to make the call, which they look at themselves. */
const ownOptions: ReadonlySet<Operation> = new Set(['create', 'revoke', 'verify', 'rotate'])

/**
 * An operation on what the caller gave as it is at the moment of the call. What cannot be read, or is not the object that it
 * should be, is refused before any request.
 */
export function given(profile: VendorProfile, operation: Operation, run: Run): Run {
  const names = parameters[operation]
  const take = (values: readonly unknown[]): never[] =>
    names.map((name, index) => taken(profile, operation, name, values[index])) as never[]
  // A list says at once what is wrong with its query; all others reject.
  if (operation === 'list') return (...values) => run(...take(values))
  // Not `async`: a promise that waits for another one takes three more turns of the queue.
  return (...values) => {
    try {
      return run(...take(values))
    } catch (error) {
      return Promise.reject(error)
    }
  }
}

function taken(profile: VendorProfile, operation: Operation, name: string, value: unknown): unknown {
  if (name === 'id' || name === 'secret') return value
  if (value === undefined && (name === 'query' || name === 'options')) return value
  const read = readable(profile, operation, name, value)
  if (name === 'keys') return read
  if (!holdsFields(read)) return refuseInput(profile, operation, name, 'must be an object')
  if (name === 'options' && !ownOptions.has(operation))
    new InputCheck(profile, operation).takes(read, [
      'signal',
      'timeout',
      'headers',
      ...(operation === 'list' ? ['markers'] : []),
    ])
  return read
}

function readable(profile: VendorProfile, operation: Operation, name: string, value: unknown): unknown {
  try {
    return readOnce(value)
  } catch {
    // What was thrown is the caller's own, and may quote a secret.
    return refuseInput(profile, operation, name, 'cannot be read, since something in it throws')
  }
}
