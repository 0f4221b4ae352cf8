import type { Capabilities } from '../core/capabilities.js'
import type { Marker } from '../core/create-options.js'
import type { MetadataSchema } from '../core/metadata-schema.js'
import { KnownIds } from './known-ids.js'
import type { Sender } from './sender.js'

/** What all calls of one client have in common. */
export interface ClientContext {
  readonly sender: Sender
  /** What the caller says of its metadata, if anything. */
  readonly metadataSchema: MetadataSchema<object> | undefined
  readonly known: KnownIds
  /** Where a create leaves its marker, unless a call says otherwise; false where the vendor's keys cannot carry one. */
  readonly marker: Marker
  readonly capabilities: Capabilities | undefined
  /** Whether what is read still has its marker: only what looks for one sees it. */
  readonly showsMarkers: boolean
  /** Whether a record says which marker it was made with, by its nonce. */
  readonly tellsMarkers: boolean
}

/** What the operations of one client share. */
export function clientContext(
  sender: Sender,
  metadataSchema?: MetadataSchema<object>,
  capabilities?: Capabilities,
  marker: Marker = true,
): ClientContext {
  return {
    sender,
    metadataSchema,
    known: new KnownIds(),
    marker,
    capabilities,
    showsMarkers: false,
    tellsMarkers: false,
  }
}

/** The same client, seeing all that is stored, markers too. */
export function asKept(context: ClientContext): ClientContext {
  return { ...asStored(context), showsMarkers: true }
}

/** The same client, saying of each record which marker it was made with. */
export function tellingMarkers(context: ClientContext): ClientContext {
  return { ...asStored(context), tellsMarkers: true }
}

/** The same client without its schema: for metadata that goes from one key to another as it is stored. */
export function asStored(context: ClientContext): ClientContext {
  return { ...context, metadataSchema: undefined }
}
