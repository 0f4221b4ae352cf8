/** What a schema says of one value. */
type Outcome<Out> =
  { readonly value: Out; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] }

interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/**
 * A schema of any library that follows Standard Schema (Zod, Valibot, ArkType, …), for the metadata of a client's keys.
 *
 * What you give to `create` and `update` must be valid `In`, and is stored as you gave it. What comes back is read through
 * the schema to `Out`; what is stored but does not fit comes back as it is, with a warning, and never fails a read.
 *
 * @see https://standardschema.dev
 * @example
 * const keys = unkey({ metadataSchema: z.object({ plan: z.enum(['free', 'pro']) }) })
 */
export interface MetadataSchema<In extends object = object, Out extends object = In> {
  /** What Standard Schema asks for; no library shows it to its users. */
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => Outcome<Out> | Promise<Outcome<Out>>
    readonly types?: { readonly input: In; readonly output: Out } | undefined
  }
}

/** The type of the metadata that a call gives back: the schema's where the client has one, else that of what was passed. */
export type MetadataOf<M extends object, In extends object, Out extends object> = object extends In
  ? object extends M
    ? Out
    : M
  : Out
