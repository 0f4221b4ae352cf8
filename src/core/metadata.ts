/** The default type of metadata; yours may be any object type. Data of your own that a vendor keeps with a key: an object that survives JSON. */
export type Metadata = Record<string, unknown>

/** The metadata of a vendor that stores none: always `{}`. */
export type NoMetadata = Record<never, never>
