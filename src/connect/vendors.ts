import type { ClientOptions } from '../core/client-options.js'
import type { MetadataSchema } from '../core/metadata-schema.js'
import type { Metadata } from '../core/metadata.js'
import type { Factories } from './providers.js'

/** The vendors that keymux has a client for. */
export type VendorName = keyof Factories<object, object>

/** What a vendor's factory takes. */
export type VendorOptions<Name extends VendorName> = NonNullable<
  Parameters<Factories<object, object>[Name]>[0]
>

/** The client that a vendor's factory makes of options of this type. */
export type VendorClient<Name extends VendorName, Options = object> = Options extends {
  readonly metadataSchema: MetadataSchema<infer In, infer Out>
}
  ? Made<Factories<In, Out>[Name], Options>
  : Made<Factories<object, Metadata>[Name], Options>

/** Of a factory with two signatures, the one that fits the options, as if it were called with them. */
type Made<Factory, Options> = Factory extends {
  (options: infer Narrow): infer Special
  (options: infer _Wide): infer Usual
}
  ? Options extends Narrow
    ? Special
    : Usual
  : Factory extends (options: infer _Wide) => infer Client
    ? Client
    : never

/** The options as they were passed, without a name that the vendor's factory does not know. */
export type Known<Options, All> = Options & { readonly [Name in Exclude<keyof Options, NameIn<All>>]: never }

type NameIn<All> = All extends unknown ? keyof All : never

/**
 * What `connect` takes for a vendor that only the run time knows: what all take, and that vendor's own options, as a
 * configuration file may hold them.
 */
export interface ConnectOptions extends ClientOptions {
  readonly [option: string]: unknown
}
