import { Secret } from 'keymux'
import { messages } from '../altering.js'
import type { Broken } from '../broken.js'

export const secretFaults: readonly Broken[] = [
  [
    'gives the secret as a string',
    'create: the secret is a `Secret` and in nothing that can be printed',
    /create gave the secret as a string and not as a `Secret`/,
    (good) => ({
      create: async (input, options) => {
        const created = await good.create(input, options)
        return { ...created, secret: created.secret.reveal() as unknown as Secret }
      },
    }),
  ],
  [
    "leaves the secret in the vendor's record",
    'create: the secret is a `Secret` and in nothing that can be printed',
    /The secret can be read at created.key.vendor.plaintext/,
    (good) => ({
      create: async (input, options) => {
        const created = await good.create(input, options)
        return { ...created, key: { ...created.key, vendor: { plaintext: created.secret.reveal() } } }
      },
    }),
  ],
  [
    'hides the secret where only an inspector looks',
    'create: the secret is a `Secret` and in nothing that can be printed',
    /The secret can be read at created.Symbol\(answer\).key/,
    (good) => ({
      create: async (input, options) => {
        const created = await good.create(input, options)
        const answer = { value: { key: created.secret.reveal() }, enumerable: false }
        return Object.defineProperty(created, Symbol('answer'), answer)
      },
    }),
  ],
  [
    'makes a prefix of the id',
    'create: the secret starts with its prefix',
    /The secret does not start with its `prefix` "key_"/,
    (good) => ({
      create: async (input, options) => ({ ...(await good.create(input, options)), prefix: 'key_' }),
    }),
  ],
  [
    'repeats the credential in an error',
    'get: an unknown id is `not_found`',
    /A get of an id that does not exist ended in an error that shows a credential or a secret at/,
    messages((_, credential) => `Not found with Bearer ${credential}.`),
  ],
  [
    'repeats a part of the credential in an error',
    'errors: a refused credential is `unauthorized` or `forbidden`',
    /get with a credential that the vendor refuses ended in an error that shows a credential/,
    messages((_, credential) => `Not let in with …${credential.slice(-9)}.`),
  ],
  [
    'recovers another secret',
    'recover: it gives the secret again',
    /recover gave another secret than create/,
    () => ({ recover: async () => new Secret('acme_other') }),
  ],
  [
    'sends the secrets that it imports',
    'import: the secrets themselves are not sent',
    /import sent the secret itself/,
    (good) => ({
      import: async (keys, options) =>
        good.import(
          keys.map((key) => ({ ...key, name: Secret.is(key.secret) ? key.secret.reveal() : 'x' })),
          options,
        ),
    }),
  ],
]
