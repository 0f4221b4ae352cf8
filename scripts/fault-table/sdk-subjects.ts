import { createClerkClient } from '@clerk/backend'
import { Unkey } from '@unkey/api'
import { keyName, type Learnt, type Subject } from './subject.js'

export const unkeySdk: Subject = {
  id: 'unkey-sdk',
  title: '@unkey/api',
  vendor: 'unkey',
  hasTimeout: true,
  credential: ({ unkey: { rootKey } }) => rootKey,
  open({ baseUrl, credentials, timeoutMs }) {
    const { rootKey, apiId } = credentials.unkey
    const client = new Unkey({ rootKey, serverURL: baseUrl, ...(timeoutMs !== undefined && { timeoutMs }) })
    return {
      client,
      create: () => client.keys.createKey({ apiId, name: keyName }),
      verifyWrongly: (key) => client.keys.verifyKey({ key, tags: 5 as never }),
      take(result) {
        const { data } = result as { data?: { keyId: unknown; key: unknown } }
        return { id: data?.keyId, secret: data?.key, isAsTyped: data !== undefined }
      },
      learn,
    }
  },
}

export const clerkSdk: Subject = {
  id: 'clerk-sdk',
  title: '@clerk/backend',
  vendor: 'clerk',
  hasTimeout: false,
  credential: ({ clerk: { secretKey } }) => secretKey,
  open({ baseUrl, credentials }) {
    const { secretKey, subject } = credentials.clerk
    const client = createClerkClient({ secretKey, apiUrl: baseUrl })
    return {
      client,
      create: () => client.apiKeys.create({ name: keyName, subject }),
      take(result) {
        const isAsTyped = typeof result === 'object' && Object.getPrototypeOf(result) !== Object.prototype
        const { id, secret } = Object(result) as { id?: unknown; secret?: unknown }
        return { id, secret, isAsTyped }
      },
      learn,
    }
  },
}

/** Neither has a way to say that a key may exist. */
function learn(error: unknown): Learnt {
  return { name: error instanceof Error ? error.constructor.name : typeof error, mayHaveActed: false }
}
