import { KeymuxError, type KeyClient, type Secret } from '../../src/core/index.js'
import { clerk } from '../../src/providers/clerk/index.js'
import { unkey } from '../../src/providers/unkey/index.js'
import {
  keyName,
  type Access,
  type Caller,
  type Learnt,
  type Settled,
  type Subject,
  type Taken,
} from './subject.js'

export const keymuxAtUnkey: Subject = {
  id: 'keymux-unkey',
  title: 'keymux at Unkey',
  vendor: 'unkey',
  hasTimeout: true,
  credential: ({ unkey: { rootKey } }) => rootKey,
  open(access) {
    const keys = unkey({ ...access.credentials.unkey, ...common(access) })
    const verifyWrongly = (secret: string): Promise<unknown> =>
      keys.verify(secret, { vendor: { tags: 5 as never } })
    return { ...callerOf(keys), verifyWrongly }
  },
}

export const keymuxAtClerk: Subject = {
  id: 'keymux-clerk',
  title: 'keymux at Clerk',
  vendor: 'clerk',
  hasTimeout: true,
  credential: ({ clerk: { secretKey } }) => secretKey,
  open(access) {
    const keys = clerk({ ...access.credentials.clerk, ...common(access) })
    const verifyWrongly = (secret: string): Promise<unknown> => keys.verify(secret, { scopes: 5 as never })
    return { ...callerOf(keys), verifyWrongly }
  },
}

function common({ baseUrl, timeoutMs }: Access): { baseUrl: string; timeout?: { attemptMs: number } } {
  return { baseUrl, ...(timeoutMs !== undefined && { timeout: { attemptMs: timeoutMs } }) }
}

function callerOf(keys: KeyClient): Caller {
  return { client: keys, create: () => keys.create({ name: keyName }), take, learn }
}

function take(result: unknown): Taken {
  const { id, secret } = result as { id: unknown; secret?: Secret }
  return { id, secret: secret?.reveal(), isAsTyped: true }
}

function learn(error: unknown): Learnt {
  if (!KeymuxError.is(error)) return { name: nameOf(error), mayHaveActed: false }
  const { code, mayHaveActed, secret, reconcile } = error
  const settle = async (): Promise<Settled> => {
    const settled = await reconcile?.()
    if (settled?.status !== 'recovered') return { status: String(settled?.status) }
    return { status: settled.status, secret: settled.result.secret.reveal() }
  }
  return {
    name: code,
    mayHaveActed,
    secret: secret?.reveal(),
    ...(reconcile !== undefined && { reconcile: settle }),
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error
}
