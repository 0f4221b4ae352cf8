import type { Secret } from './secret.js'
import type { Verdict, VerifyOptions } from './verify-key.js'

/** A client that can verify, of whichever vendor: what `keys.can('verify')` narrows a `KeyClient` to is one. */
export interface VerifyingClient {
  /** Which vendor it asks: `unkey`. */
  readonly vendor: string
  /** Whether the vendor accepts a secret, as in `KeyOperations`. */
  verify(secret: string | Secret, options?: VerifyOptions): Promise<Verdict<object>>
}
