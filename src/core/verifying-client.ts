import type { Secret } from './secret.js'
import type { Verdict, VerifyOptions } from './verify-key.js'

/** A client that can verify, of whichever vendor: what `keys.can('verify')` narrows a `KeyClient` to is one. */
export interface VerifyingClient {
  readonly vendor: string
  verify(secret: string | Secret, options?: VerifyOptions): Promise<Verdict<object>>
}
