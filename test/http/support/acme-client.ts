import type { Capabilities } from '../../../src/core/capabilities.js'
import type { ClientOptions } from '../../../src/core/client-options.js'
import type { CreateKeyResult } from '../../../src/core/create-key.js'
import type { CreateOptions } from '../../../src/core/create-options.js'
import type { KeyOperations } from '../../../src/core/key-client.js'
import { clientContext } from '../../../src/http/client-context.js'
import { defineClient } from '../../../src/http/clients.js'
import { createMarkedKey } from '../../../src/http/operations/create-marked-key.js'
import { endKey } from '../../../src/http/operations/end-key.js'
import { getKey } from '../../../src/http/operations/get-key.js'
import { listKeys } from '../../../src/http/operations/list-keys.js'
import { recoverSecret } from '../../../src/http/operations/recover-secret.js'
import { updateKey } from '../../../src/http/operations/update-key.js'
import { presentedSecret, verifyKey } from '../../../src/http/operations/verify-key.js'
import { senderWith, type Stub } from './acme.js'
import { capabilities } from './acme-capabilities.js'
import { keyCall, listCall, plainCall, secretCall, verifyCall } from './acme-keys.js'
import { acmeMaking, type AcmeInput } from './acme-upstream.js'

/** What a client of Acme has besides its operations. */
interface Rest {
  readonly vendor: 'acme'
  readonly capabilities: Capabilities
  can(operation: string): boolean
}

interface AcmeClient
  extends Rest, Pick<KeyOperations<object>, 'get' | 'list' | 'update' | 'revoke' | 'verify' | 'recover'> {
  create(input: AcmeInput, options?: CreateOptions): Promise<CreateKeyResult<object>>
}

const able: Capabilities = { ...capabilities, update: 'native', verify: 'native', recover: 'native' }

/** A client of a vendor that can do all but rotate, delete and import. */
export function acmeClient(fetch: Stub, options: ClientOptions = {}): AcmeClient {
  const sender = senderWith(fetch, options)
  const context = clientContext(sender, undefined, able)
  return defineClient<AcmeClient>(sender, able, {
    create: async (input, more) => createMarkedKey(context, input, acmeMaking(context), more),
    get: async (id, more) => getKey(context, id, keyCall(), more),
    list: (query, more) => listKeys(context, listCall('cursor'), query, more),
    update: async (_, __, more) => updateKey(context, 'key_1', keyCall('settles', 'update'), more),
    revoke: async (id, more) => endKey(context, id, plainCall(), more),
    verify: async (secret, more) => {
      const text = presentedSecret(context, secret)
      return verifyKey(context, text, verifyCall(text), more)
    },
    recover: async (id, more) => recoverSecret(context, id, secretCall(), more),
  })
}
