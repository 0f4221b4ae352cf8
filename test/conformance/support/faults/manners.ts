import type { Broken } from '../broken.js'

export const mannerFaults: readonly Broken[] = [
  [
    'can be told to be able to more',
    'client: it says what the vendor can do, as plain frozen data',
    /`capabilities` is not frozen/,
    (good) => ({ capabilities: { ...good.capabilities } }),
  ],
  [
    'says one thing and another',
    'client: `can` agrees with `capabilities`',
    /can\('create'\) is false, while capabilities.create is native/,
    (good) => ({ can: (() => false) as unknown as typeof good.can }),
  ],
  [
    'lacks what it cannot do',
    'client: it refuses what the vendor cannot do before any request',
    /The client has no `recover`/,
    (good) => ({
      capabilities: { ...good.capabilities, recover: 'none' },
      recover: undefined as unknown as typeof good.recover,
    }),
  ],
  [
    'asks the vendor for what it cannot do',
    'client: it refuses what the vendor cannot do before any request',
    /`recover`, which the vendor cannot do, was refused with `not_found` and not with `unsupported`/,
    (good) => ({ capabilities: { ...good.capabilities, recover: 'none' } }),
  ],
  [
    'throws what is no KeymuxError',
    'get: an unknown id is `not_found`',
    /A get of an id that does not exist threw TypeError \(.*\) in place of a KeymuxError/,
    (good) => ({
      get: async (id, options) =>
        good.get(id, options).catch(() => {
          throw new TypeError('data is undefined')
        }),
    }),
  ],
  [
    'breaks on its own',
    'get: it gives the record of the key, without its secret',
    /The client threw TypeError where it must not: data is undefined/,
    () => ({
      get: async () => {
        throw new TypeError('data is undefined')
      },
    }),
  ],
  [
    'repeats a create',
    'create: a lost answer is not asked for again, and says that the key may be there',
    /A create whose answer was lost was sent 2 times: each one made a key/,
    (good) => ({
      create: async (input, options) => good.create(input, options).catch(() => good.create(input, options)),
    }),
  ],
  [
    'goes on after the signal has ended',
    'errors: an ended signal is `aborted`, and nothing is sent',
    /get with a signal that has ended was accepted; it must be refused with `aborted`/,
    (good) => ({ get: async (id) => good.get(id) }),
  ],
  [
    'gives outcomes in another order',
    'import: there is one outcome per key, in the same order',
    /import gave "exists" for the first of three keys, not `imported`/,
    (good) => ({ import: async (keys, options) => (await good.import(keys, options)).toReversed() }),
  ],
]
