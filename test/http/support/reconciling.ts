import { vi } from 'vitest'
import type { CallOptions } from '../../../src/core/call-options.js'
import type { CreateKeyResult } from '../../../src/core/create-key.js'
import type { CreateOptions } from '../../../src/core/create-options.js'
import type { KeymuxError } from '../../../src/core/keymux-error.js'
import type { Reconciliation } from '../../../src/core/reconciliation.js'
import { createMarkedKey } from '../../../src/http/operations/create-marked-key.js'
import { errorOf } from './acme.js'
import { acmeContext, acmeMaking, type AcmeUpstream, type Ability, type AcmeInput } from './acme-upstream.js'

const input: AcmeInput = { name: 'CI', metadata: { plan: 'pro' } }

/** A call with all its waits. */
export async function settled<T>(call: Promise<T>): Promise<T> {
  const outcome = call.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )
  await vi.runAllTimersAsync()
  return (await outcome)()
}

export async function create(
  upstream: AcmeUpstream,
  ability: Ability = {},
  options?: CreateOptions,
): Promise<CreateKeyResult<object>> {
  const context = acmeContext(upstream, ability)
  return settled(
    createMarkedKey<AcmeInput, object, unknown>(context, input, acmeMaking(context, ability), options),
  )
}

/** The error of a create that ended so. */
export async function lost(
  upstream: AcmeUpstream,
  ability: Ability = {},
  options?: CreateOptions,
): Promise<KeymuxError> {
  return errorOf(create(upstream, ability, options))
}

export async function reconcile(error: KeymuxError, options?: CallOptions): Promise<Reconciliation> {
  if (error.reconcile === undefined) throw new Error('There is no `reconcile`.')
  return settled(error.reconcile(options))
}

export function idOf({ keys }: AcmeUpstream, index = 0): string {
  return keys[index]?.id ?? ''
}
