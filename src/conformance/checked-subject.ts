import type { KeyClient } from '../core/key-client.js'
import type { ConformanceSubject } from './subject.js'
import { Violation } from './violation.js'

/** What the subject is made of: a function or not, needed or not. */
const members: Readonly<Record<keyof ConformanceSubject, { type: string; isRequired?: true }>> = {
  credential: { type: 'string', isRequired: true },
  client: { type: 'function', isRequired: true },
  input: { type: 'function', isRequired: true },
  values: { type: 'function' },
  recoverable: { type: 'object' },
  imported: { type: 'function' },
  held: { type: 'function' },
  lagMs: { type: 'number' },
  fetch: { type: 'function' },
}

/**
 * The subject, so that what is wrong with it is not blamed on the provider. Throws a TypeError for a member of the wrong kind;
 * what its functions throw or give later becomes a `Violation` that names them.
 */
export function checkedSubject(subject: ConformanceSubject): ConformanceSubject {
  for (const [name, { type, isRequired }] of Object.entries(members)) {
    const value: unknown = subject[name as keyof ConformanceSubject]
    if (value === undefined ? isRequired === true : typeof value !== type || value === null)
      throw new TypeError(
        `The subject of a conformance suite needs \`${name}\` to be ${type === 'object' ? 'an' : 'a'} ${type}.`,
      )
  }
  const { client, input, values, imported } = subject
  return {
    ...subject,
    client: (credential, options) => clientOf(client(credential, options)),
    input: named('input', input),
    ...(values !== undefined && { values: named('values', values) }),
    ...(imported !== undefined && { imported: named('imported', imported) }),
  }
}

/** A promise of a client, for one, is none. */
function clientOf(made: KeyClient): KeyClient {
  const { can, capabilities } = made as Partial<KeyClient>
  if (typeof can === 'function' && typeof capabilities === 'object') return made
  throw new TypeError('`client` of the subject must return a client with `capabilities` and `can`.')
}

function named<T extends object>(name: string, make: () => T): () => T {
  return () => {
    const made: unknown = blaming(name, make)
    if (typeof made === 'object' && made !== null && !(made instanceof Promise)) return made as T
    throw new Violation(`\`${name}()\` of the subject must return an object.`)
  }
}

function blaming(name: string, make: () => unknown): unknown {
  try {
    return make()
  } catch (thrown) {
    const why = thrown instanceof Error ? `: ${thrown.message}` : ''
    throw new Violation(`\`${name}()\` of the subject threw${why}`)
  }
}
