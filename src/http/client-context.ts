import type { MetadataSchema } from '../core/metadata-schema.js'
import { KnownIds } from './known-ids.js'
import type { Sender } from './sender.js'

/** What all calls of one client have in common. */
export interface ClientContext {
  readonly sender: Sender
  /** What the caller says of its metadata, if anything. */
  readonly metadataSchema: MetadataSchema<object> | undefined
  readonly known: KnownIds
}

export function clientContext(sender: Sender, metadataSchema?: MetadataSchema<object>): ClientContext {
  return { sender, metadataSchema, known: new KnownIds() }
}

/** The same client without its schema: for metadata that goes from one key to another as it is stored. */
export function asStored(context: ClientContext): ClientContext {
  return { ...context, metadataSchema: undefined }
}
