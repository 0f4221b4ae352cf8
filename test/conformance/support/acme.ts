import {
  KeymuxError,
  Secret,
  type CallOptions,
  type ClientOptions,
  type EndKeyResult,
  type HttpMeta,
  type ImportOutcome,
  type KeyClient,
  type KeyOperations,
  type KeyPage,
  type KeyRecord,
  type Operation,
  type Verdict,
} from 'keymux'
import { acmeCapabilities } from './acme-capabilities.js'
import { checkedInput, hashed, lengthOf, refuseUnless } from './acme-input.js'
import { acmeError, asker, recordOf, type Ask, type Fields } from './acme-wire.js'

export type AcmeClient = KeyClient & KeyOperations

/** An honest provider of a made-up vendor, as short as can be: what is broken on purpose is broken around it. */
export function acme(credential: string, { fetch = globalThis.fetch }: ClientOptions = {}): AcmeClient {
  const ask = asker(credential, fetch)
  const create = creating(ask)
  return {
    vendor: 'acme',
    capabilities: acmeCapabilities,
    can: <O extends Operation>(operation: O): this is AcmeClient & Pick<KeyOperations, O> =>
      acmeCapabilities[operation] !== 'none',
    create,
    get: async (id, options) => {
      refuseUnless(id !== '', 'get', 'id')
      const { answer, http } = await ask('get', 'get', { id }, options)
      return { ...recordOf(answer), http, warnings: [] }
    },
    list: listing(ask),
    update: async (id, patch, options) => {
      refuseUnless(Object.keys(patch).length > 0, 'update', 'patch')
      const { answer, http } = await ask(
        'update',
        'update',
        { id, ...checkedInput('update', patch) },
        options,
      )
      return { ...recordOf(answer), http, warnings: [] }
    },
    revoke: async (id, options = {}) => revoke(ask, id, options),
    delete: async (id, options) => remove(ask, id, options),
    verify: verifying(ask),
    rotate: rotating(ask, create),
    recover: async (id, options) => {
      const { answer } = await ask('recover', 'recover', { id }, options)
      return new Secret(String(answer['secret']))
    },
    import: importing(ask),
  }
}

function creating(ask: Ask): AcmeClient['create'] {
  return async (input, options) => {
    const { answer, http } = await ask('create', 'create', checkedInput('create', input), options)
    const { secret: text, ...rest } = answer
    if (typeof text !== 'string') throw acmeError('invalid_response', 'create', 'there is no secret in it.')
    const key = recordOf(rest)
    const prefix = `${text.split('_')[0]}_`
    const secret = new Secret(text, prefix)
    return { id: key.id, secret, prefix, metadata: key.metadata, key, http, warnings: [] }
  }
}

function listing(ask: Ask): AcmeClient['list'] {
  return (query = {}, options = {}) => {
    const { pageSize = 100 } = query
    const page = async (cursor?: string | null): Promise<KeyPage> => {
      refuseUnless(Number.isInteger(pageSize) && pageSize > 0 && pageSize <= 100, 'list', 'pageSize')
      const asked = { ...query, pageSize, cursor: cursor ?? query.cursor }
      const { answer, http } = await ask('list', 'list', asked, options)
      const { keys, cursor: next } = answer as { keys: Fields[]; cursor: string | null }
      return { keys: keys.map(recordOf), cursor: next, total: null, http, warnings: [] }
    }
    return {
      page,
      async *[Symbol.asyncIterator]() {
        let { keys, cursor } = await page()
        for (yield* keys; cursor !== null; yield* keys) ({ keys, cursor } = await page(cursor))
      },
    }
  }
}

type Revoke = CallOptions & { readonly reason?: string | undefined }

async function revoke(ask: Ask, id: string, { reason, ...options }: Revoke): Promise<EndKeyResult> {
  const { answer, http } = await ask('revoke', 'revoke', { id, reason }, options)
  return { id, already: false, key: recordOf(answer), http, warnings: [] }
}

async function remove(ask: Ask, id: string, options?: CallOptions): Promise<EndKeyResult> {
  try {
    const { http } = await ask('delete', 'delete', { id }, options)
    return { id, already: false, http, warnings: [] }
  } catch (error) {
    if (!isNotFound(error)) throw error
    const { http } = await ask('delete', 'list', { pageSize: 1 }, options)
    return { id, already: true, http, warnings: [] }
  }
}

function isNotFound(error: unknown): boolean {
  return KeymuxError.is(error) && error.code === 'not_found'
}

function verifying(ask: Ask): AcmeClient['verify'] {
  return async (secret, { scopes = [], ...options } = {}) => {
    const presented = typeof secret === 'string' ? secret : secret.reveal()
    try {
      const { answer, http } = await ask('verify', 'verify', { secret: presented }, options)
      return verdictOf(recordOf(answer), scopes, http)
    } catch (error) {
      if (!isNotFound(error)) throw error
      return { valid: false, reason: 'not_found', http: null, warnings: [] }
    }
  }
}

function verdictOf(key: KeyRecord, scopes: readonly string[], http: HttpMeta): Verdict {
  const told = { key, http, warnings: [] }
  if (key.state !== 'active') return { valid: false, reason: key.state ?? 'not_found', ...told }
  const isAllowed = scopes.every((scope) => key.scopes?.includes(scope))
  return isAllowed ? { valid: true, ...told } : { valid: false, reason: 'insufficient_scopes', ...told }
}

function rotating(ask: Ask, create: AcmeClient['create']): AcmeClient['rotate'] {
  return async (id, { overlap, ...options }) => {
    const length = lengthOf(overlap)
    refuseUnless(length >= 0, 'rotate', 'overlap')
    const { answer } = await ask('rotate', 'get', { id }, options)
    const { name, owner, metadata, scopes, expiresAt } = recordOf(answer)
    const created = await create({ name, owner, metadata, scopes, expiresAt }, options)
    const validUntil = new Date(Math.min(Date.now() + length, expiresAt?.getTime() ?? Infinity))
    await ask('rotate', 'update', { id, expiresAt: validUntil.getTime() }, options)
    return { ...created, previous: { id, validUntil, plan: null, revoke: async () => revoke(ask, id, {}) } }
  }
}

function importing(ask: Ask): AcmeClient['import'] {
  return async (keys, options) => {
    const all = await Promise.all(keys.map(hashed))
    const fresh = all.filter(({ hash }, index) => all.findIndex((key) => key.hash === hash) === index)
    const { answer, http } = await ask('import', 'import', { keys: fresh }, options)
    const ids = answer['ids'] as (string | null)[]
    return all.map((key): ImportOutcome => {
      const id = ids[fresh.indexOf(key)]
      const { hash } = key
      if (typeof id === 'string') return { status: 'imported', id, hash, http }
      return { status: 'exists', hash, http: id === null ? http : null }
    })
  }
}
