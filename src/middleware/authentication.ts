import type { KeymuxError } from '../core/keymux-error.js'
import type { VerifyingClient } from '../core/verifying-client.js'
import type { Problem } from './problem.js'
import type { RejectionReason } from './rejections.js'

type VerdictOf<Client extends VerifyingClient> = Awaited<ReturnType<Client['verify']>>
type ValidOf<Client extends VerifyingClient> = Extract<VerdictOf<Client>, { readonly valid: true }>
type InvalidOf<Client extends VerifyingClient> = Extract<VerdictOf<Client>, { readonly valid: false }>

/** The request has a good key. */
export interface Authenticated<Client extends VerifyingClient = VerifyingClient> {
  readonly ok: true
  /** Whose key it is, and what is known of it, in the types of the client. */
  readonly key: ValidOf<Client>['key']
  /** All that the client said: how old it is (`cache`), which vendor spoke (`side`). */
  readonly verdict: ValidOf<Client>
}

/** The request has no credential, and `anonymous` lets it in. */
export interface Anonymous {
  readonly ok: true
  readonly key: null
  readonly verdict: null
}

/** The request is not let in. */
export interface Rejected<Client extends VerifyingClient = VerifyingClient> {
  readonly ok: false
  /** Why, in a word: the same as in the body of the answer. */
  readonly reason: RejectionReason
  /** The answer to give, once: status, `WWW-Authenticate`, `Retry-After`, and the problem as its body. */
  readonly response: Response
  /** What the body of the answer says, for one of your own. */
  readonly problem: Problem
  /** What the client said of the key; absent where it was not asked, or had no answer. */
  readonly verdict?: InvalidOf<Client>
  /** Of `unavailable`: why the key could not be checked. For your log: the answer tells nothing of it. */
  readonly error?: KeymuxError
}

/** What `authenticate()` resolves to. */
export type Authentication<Client extends VerifyingClient = VerifyingClient> =
  Authenticated<Client> | Rejected<Client>
