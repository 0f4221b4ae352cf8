import { Secret, type KeyOperations, type Operation } from 'keymux'
import { unkey as unkeyWith, type UnkeyCreateInput, type UnkeyImportInput } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import { errorOf } from '../support/outcome.js'
import { held, live, since, unknownIds, vendors, type Life } from './support/life.js'

const hidden = 'a_secret_that_a_getter_threw'

/** What each operation is given before its options. */
const before: Readonly<Record<Operation, (id: string) => readonly unknown[]>> = {
  create: () => [{ name: 'Build' }],
  get: (id) => [id],
  list: () => [{}],
  update: (id) => [id, { name: 'Build' }],
  revoke: (id) => [id],
  delete: (id) => [id],
  verify: () => ['ak_x'],
  rotate: (id) => [id],
  recover: (id) => [id],
  import: () => [[{ secret: 'x' }]],
}

const operations = Object.keys(before) as Operation[]
const all = vendors.flatMap((vendor) => operations.map((operation) => [vendor, operation] as const))

async function callWith(
  { all: clients }: Life,
  vendor: (typeof vendors)[number],
  operation: Operation,
  input: readonly unknown[],
): Promise<unknown> {
  const run = (clients[vendor] as unknown as KeyOperations)[operation] as (...values: unknown[]) => unknown
  const outcome = await run(...input)
  return operation === 'list' ? (outcome as ReturnType<KeyOperations['list']>).page() : outcome
}

function throwing(name: string): object {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw new Error(hidden)
    },
  })
}

describe.each(all)('the options of a call: %s %s', (vendor, operation) => {
  const input = before[operation](unknownIds[vendor])

  it.each<[string, unknown, string]>([
    ['a mistyped name', { singal: AbortSignal.abort() }, 'singal'],
    ['a signal in their place', AbortSignal.abort(), 'options'],
    ['null', null, 'options'],
    ['a text', 'now', 'options'],
    ['a list', [], 'options'],
  ])('are refused before any request: %s', async (_, options, path) => {
    const life = await live()
    if (!life.all[vendor].can(operation)) return
    const asked = since(life)
    const error = await errorOf(callWith(life, vendor, operation, [...input, options]))
    expect(error).toMatchObject({ vendor, operation, mayHaveActed: false })
    expect(['unsupported', 'invalid_request']).toContain(error.code)
    expect(error.message).toContain(`\`${path}\``)
    expect(asked()).toEqual([])
  })

  it('that throw when they are read are refused without what they throw', async () => {
    const life = await live()
    if (!life.all[vendor].can(operation)) return
    const error = await errorOf(callWith(life, vendor, operation, [...input, throwing('signal')]))
    expect(error).toMatchObject({ code: 'invalid_request', operation, issues: [{ path: 'options' }] })
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [hidden] })).toEqual([])
  })
})

it('a delete takes no reason', async () => {
  const { clerk } = await live()
  const error = await errorOf(clerk.delete(unknownIds.clerk, { reason: 'leaked' } as object))
  expect(error).toMatchObject({ code: 'unsupported', operation: 'delete', issues: [{ path: 'reason' }] })
})

describe.each(vendors)('what is no input at %s', (vendor) => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a Map', new Map([['name', 'Build']])],
    ['a Set', new Set(['Build'])],
    ['a Date', new Date()],
    ['a Number', Object(1)],
    ['a promise', Promise.resolve({ name: 'Build' })],
    ['a list', [{ name: 'Build' }]],
    ['a getter that throws', throwing('name')],
    ['a getter that throws deep inside', { name: 'Build', metadata: { deep: throwing('x') } }],
    ['a Proxy without an object', proxy],
  ])('%s', async (_, input) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(callWith(life, vendor, 'create', [input]))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'create', issues: [{ path: 'input' }] })
    expect(error.message.includes(hidden)).toBe(false)
    expect(asked()).toEqual([])
  })
})

describe.each(['unkey', 'clerk'] as const)('metadata that JSON cannot keep, at %s', (vendor) => {
  it.each<[string, object]>([
    ['a Map', new Map([['plan', 'pro']])],
    ['a Date', new Date()],
    ['with a prototype', Object.create({ plan: 'pro' })],
  ])('is refused and not dropped for a marker: %s', async (_, metadata) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(callWith(life, vendor, 'create', [{ name: 'Build', metadata }]))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'metadata' }] })
    expect(asked()).toEqual([])
  })
})

describe('what is sent is what was checked', () => {
  it.each<[string, object, string]>([
    [
      'a toJSON on the prototype',
      Object.assign(Object.create({ toJSON: () => ({ remaining: -5 }) }), { remaining: 5 }),
      'vendor.credits',
    ],
    ['a toJSON of its own', { remaining: 5, toJSON: () => ({ remaining: -5 }) }, 'vendor.credits'],
    ['a Map', new Map(), 'vendor.credits'],
  ])('%s is refused', async (_, credits, path) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.unkey.create({ vendor: { credits } } as UnkeyCreateInput))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path }] })
    expect(asked()).toEqual([])
  })

  it('also where a getter changes its mind', async () => {
    const { unkey, emulator } = await live()
    const names = ['first', 'second', 'third']
    const { id } = await unkey.create({
      get name() {
        return names.shift()
      },
    })
    expect(held(emulator, 'unkey', id)?.name).toBe('first')
  })
})

describe('a key to import', () => {
  class Theirs {
    get secret(): Secret {
      return new Secret('theirs_1234')
    }

    get owner(): string {
      return 'user_1'
    }
  }

  it('may be of a class: its fields are read by name', async () => {
    const { unkey, emulator } = await live()
    const [outcome] = await unkey.import([new Theirs()])
    expect(held(emulator, 'unkey', outcome?.status === 'imported' ? outcome.id : '')?.owner).toBe('user_1')
    expect((await unkey.verify('theirs_1234')).valid).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ['null for a hash', { hash: null }, 'keys[0].hash'],
    ['a fake Secret', { secret: Object.create({ [Symbol.for('keymux.Secret')]: true }) }, 'keys[0].secret'],
    ['what throws', throwing('secret'), 'keys'],
  ])('is refused: %s', async (_, key, path) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.unkey.import([key as UnkeyImportInput]))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'import', issues: [{ path }] })
    expect(asked()).toEqual([])
  })
})

it('what is no schema is refused by the factory', async () => {
  const { emulator } = await live()
  for (const metadataSchema of [{}, null, 'zod', { '~standard': {} }, { parse: () => ({}) }])
    expect(() =>
      unkeyWith({ ...emulator.credentials.unkey, metadataSchema: metadataSchema as unknown as undefined }),
    ).toThrow('`metadataSchema` must be a Standard Schema')
})
