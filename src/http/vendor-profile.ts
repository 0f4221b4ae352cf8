import type { ErrorCode } from '../core/error-codes.js'
import type { Issue } from '../core/keymux-error.js'
import type { credentialSource } from './credential.js'

/** What a vendor's answer to a failed call says, in the vendor's words and ours. */
export interface VendorFailure {
  /** From the vendor's own code, where it has one that we know. */
  readonly code?: ErrorCode | undefined
  readonly vendorCode?: string | undefined
  readonly message?: string | undefined
  readonly issues?: readonly Issue[] | undefined
}

/** What the sender must know of a vendor. Generated from its document and overlay. */
export interface VendorProfile {
  /** `unkey` */
  readonly id: string
  /** `Unkey` */
  readonly name: string
  /** The server of the vendor's document; null where no public host is known. */
  readonly baseUrl: string | null
  /** The environment variable that names the server, where it has no default. */
  readonly baseUrlEnv?: string
  readonly credential: {
    readonly option: string
    readonly env: string
    /** The header that carries it, in lower case. */
    readonly header: string
    /** What stands before it in that header: `Bearer`. */
    readonly scheme: string
    /** How it is read and carried, at a vendor that wants more than one text in one header. */
    readonly source?: typeof credentialSource
  }
  /** Where the answer's headers tell how often one may call, and what kind of number the reset is. */
  readonly rateLimit: {
    readonly limit: string
    readonly remaining: string
    readonly reset: string
    readonly unit: 'seconds-from-now' | 'epoch-seconds'
  } | null
  /** What to do about an error code at this vendor, where that differs from the general advice. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>
  /** How long what was just written may stay unseen by what reads, in milliseconds: the vendor's reads come from a replica. */
  readonly replicaLagMs: number
  requestId(body: unknown, headers: Headers): string | undefined
  readFailure(body: unknown): VendorFailure
}
