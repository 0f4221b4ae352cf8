import { afterEach, describe, expect, it, vi } from 'vitest'
import type { KeyClient, KeyOperations } from '../../src/core/key-client.js'
import { operations, type Operation } from '../../src/core/operation.js'
import { clientContext } from '../../src/http/client-context.js'
import { defineClient, senderOf } from '../../src/http/clients.js'
import { createKey } from '../../src/http/operations/create-key.js'
import { endKey } from '../../src/http/operations/end-key.js'
import { findKey } from '../../src/http/operations/get-key.js'
import { listKeys } from '../../src/http/operations/list-keys.js'
import { checkOptionNames } from '../../src/http/option-names.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printings } from '../leaks/printings.js'
import {
  answering,
  creating,
  credential,
  errorOf,
  json,
  profile,
  senderWith,
  type Stub,
} from './support/acme.js'
import { capabilities } from './support/acme-capabilities.js'
import { listCall, plainCall } from './support/acme-keys.js'
import { watchRejections } from './support/watch.js'

watchRejections()
afterEach(() => vi.unstubAllEnvs())

/** A client of a vendor that can create, get, list and revoke alone. */
function clientOf(fetch: Stub): KeyClient<object> {
  const sender = senderWith(fetch)
  const context = clientContext(sender)
  return defineClient<KeyClient<object>>(sender, capabilities, {
    create: async (_, more) => createKey(context, creating(), more),
    get: async (id, more) => findKey(context, id, listCall('cursor'), more),
    list: (query, more) => listKeys(context, listCall('cursor'), query, more),
    revoke: async (id, more) => endKey(context, id, plainCall(), more),
  })
}

describe('a client', () => {
  const absent = operations.filter((operation) => capabilities[operation] === 'none')

  it.each(absent)('cannot %s where the vendor cannot, and says so before any request', async (operation) => {
    const fetch = answering(() => json({}))
    const keys = clientOf(fetch) as unknown as KeyOperations
    const call = keys[operation] as (...args: unknown[]) => Promise<unknown>
    for (const given of [['key_1', {}], [], ['key_1', 5], [null, null]]) {
      const error = await errorOf(call(...given))
      expect(error).toMatchObject({ code: 'unsupported', vendor: 'acme', operation, mayHaveActed: false })
      expect(error.message).toContain(`Acme cannot ${operation} keys. Nothing was sent`)
    }
    expect(fetch.asked).toEqual([])
  })

  it('can what the vendor can, natively or not', () => {
    const keys = clientOf(answering(() => json({})))
    expect(operations.filter((operation) => keys.can(operation))).toEqual(['create', 'get', 'list', 'revoke'])
  })

  it.each(['fields', 'changes', 'filters', 'limits', 'constructor', '__proto__', 'toString', '', undefined])(
    'cannot %j, which is no operation',
    (word) => {
      const { can } = clientOf(answering(() => json({})))
      expect(can(word as Operation)).toBe(false)
    },
  )

  it('does what it can', async () => {
    const answers = [
      json({ keys: [{ id: 'a' }] }),
      json({ keys: [{ id: 'a' }] }),
      new Response(null, { status: 204 }),
    ]
    const keys = clientOf(answering(...answers.map((answer) => () => answer)))
    expect(await keys.get('a')).toMatchObject({ id: 'a' })
    expect(await keys.list().page()).toMatchObject({ keys: [{ id: 'a' }] })
    expect(await keys.revoke('a')).toMatchObject({ id: 'a', already: false })
  })

  it('cannot be changed, nor can what it says of itself', () => {
    const keys = clientOf(answering(() => json({})))
    const loose = keys as { vendor: string; create: unknown }
    expect(() => (loose.vendor = 'other')).toThrow(TypeError)
    expect(() => (loose.create = undefined)).toThrow(TypeError)
    const data = keys.capabilities as unknown as {
      verify: string
      fields: { name: string }
      changes: string[]
      limits: { largestPage: number | null }
    }
    expect(() => (data.verify = 'native')).toThrow(TypeError)
    expect(() => (data.fields.name = 'none')).toThrow(TypeError)
    expect(() => data.changes.push('name')).toThrow(TypeError)
    expect(() => (data.limits.largestPage = 1)).toThrow(TypeError)
  })

  it('shows no credential', () => {
    const keys = clientOf(answering(() => json({})))
    expect(findLeaks(Object.values(printings(keys)).join('\n'), { secrets: [credential] })).toEqual([])
    expect(keys.vendor).toBe('acme')
  })

  it('is known as one that a factory made', () => {
    const keys = clientOf(answering(() => json({})))
    expect(senderOf(keys).profile.id).toBe('acme')
    expect(() => senderOf({ ...keys })).toThrow('not a client that a factory of keymux made')
  })
})

describe('the options of a factory', () => {
  it('are its own and those of all', () => {
    const all = {
      apiKey: 'a',
      baseUrl: '',
      fetch,
      headers: {},
      timeout: {},
      retry: {},
      dangerouslyAllowBrowser: false,
    }
    expect(() => checkOptionNames(profile, all, ['apiKey'])).not.toThrow()
    expect(() => checkOptionNames(profile, {}, [])).not.toThrow()
    expect(() => checkOptionNames(profile, { apikey: undefined }, ['apiKey'])).not.toThrow()
  })

  it.each([
    ['{"apikey":"SECRET"}', 'apikey'],
    ['{"apiKey":"a","token":"SECRET"}', 'token'],
    ['{"__proto__":"SECRET"}', '__proto__'],
    ['{"constructor":"SECRET"}', 'constructor'],
    ['{"timeOut":null}', 'timeOut'],
  ])('are refused by their names in %s', (text, name) => {
    const value = credential
    const options = JSON.parse(text.replace('SECRET', value)) as unknown
    const check = (): void => checkOptionNames(profile, options, ['apiKey'])
    expect(check).toThrow(expect.objectContaining({ code: 'configuration', vendor: 'acme' }))
    expect(check).toThrow(`there is no option \`${name}\``)
    expect(check).toThrow('`apiKey`')
    expect(check).not.toThrow(value)
  })

  it.each([null, undefined, 'key', 5, [], () => undefined])('are an object, not %j', (options) => {
    expect(() => checkOptionNames(profile, options, [])).toThrow('the options must be an object')
  })
})
