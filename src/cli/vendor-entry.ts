import type { Capabilities } from '../core/index.js'

/** An option of a vendor's factory that is no credential. */
export interface VendorOption {
  /** As the factory names it: `apiId`, which is the flag `--api-id`. */
  readonly name: string
  readonly env: string
  /** Whether no client can be made without it. */
  readonly required: boolean
  readonly description: string
}

/** A vendor, as far as one must know it to ask for what its client needs. */
export interface VendorEntry {
  readonly id: string
  /** How a person writes it. */
  readonly name: string
  readonly credential: { readonly name: string; readonly env: string; readonly description: string }
  readonly options: readonly VendorOption[]
  /** `default` is null where no public host is known. */
  readonly baseUrl: { readonly env: string; readonly default: string | null }
  readonly capabilities: Capabilities
}
