import type { CallOptions } from '../core/call-options.js'
import { cleanCause } from '../core/clean-cause.js'
import { isPassing } from '../core/error-codes.js'
import type { Issue } from '../core/keymux-error.js'
import type { MetadataSchema } from '../core/metadata-schema.js'
import { redact } from '../core/redact.js'
import type { Warning } from '../core/warning.js'
import { describe } from './call-failure.js'
import { checkedSignal } from './checked-options.js'
import type { ClientContext } from './client-context.js'
import { configurationError } from './configuration-error.js'
import { CallEnded, Deadline } from './deadline.js'
import { asPartOf } from './operations/as-part-of.js'
import type { Sender } from './sender.js'
import { vendorError } from './vendor-error.js'
import type { VendorProfile } from './vendor-profile.js'

type Outcome = Awaited<ReturnType<MetadataSchema['~standard']['validate']>>
type SchemaIssue = NonNullable<Outcome['issues']>[number]

/** Shorter values tell nothing, and would be taken out of every word that has the same letters. */
const shortestValue = 3

/** Throws `configuration` for what is no Standard Schema, and would fail at the first create. */
export function checkedSchema(
  profile: VendorProfile,
  schema: MetadataSchema<object> | undefined,
): MetadataSchema<object> | undefined {
  if (schema === undefined) return undefined
  // ArkType's schemas are functions.
  const isHolder = (typeof schema === 'object' && schema !== null) || typeof schema === 'function'
  if (isHolder && typeof schema['~standard']?.validate === 'function') return schema
  throw configurationError(profile, '`metadataSchema` must be a Standard Schema: see standardschema.dev.')
}

/** A schema that asks somebody else may never get an answer: it has the time and the signal of a call. */
function deadlineOf(sender: Sender, options?: CallOptions): Deadline {
  const timeout = sender.timeoutOf(options)
  const signal = checkedSignal(sender.profile, options?.signal)
  return new Deadline({ ...timeout, attemptMs: timeout.totalMs }, signal)
}

async function outcomeOf(
  schema: MetadataSchema<object>,
  metadata: unknown,
  deadline: Deadline,
): Promise<Outcome> {
  return deadline.run(async () => schema['~standard'].validate(metadata))
}

/**
 * Throws `invalid_request` for metadata that the client's schema does not allow. What is sent stays as it was given.
 * `at` is the caller's option that holds it. Throws `timeout` or `aborted` where the schema comes to no end.
 */
export function checkMetadata(
  { sender, metadataSchema }: ClientContext,
  operation: string,
  metadata: unknown,
  options: CallOptions | undefined,
  at = 'metadata',
): void | Promise<void> {
  if (metadataSchema !== undefined)
    return checkBySchema(sender, metadataSchema, operation, metadata, options, at)
}

async function checkBySchema(
  sender: Sender,
  schema: MetadataSchema<object>,
  operation: string,
  metadata: unknown,
  options: CallOptions | undefined,
  at: string,
): Promise<void> {
  const { profile } = sender
  const values = textsIn(metadata).toSorted((one, other) => other.length - one.length)
  const deadline = await asPartOf(operation, async () => deadlineOf(sender, options))
  const { issues, cause } = await issuesOf(schema, metadata ?? {}, deadline, at, values).catch(
    (ended: CallEnded) => {
      const { reason: code } = ended
      const what = `cannot ${operation} this key: ${describe(ended)} before the client's \`metadataSchema\` had checked it. Nothing was sent: call again when you are ready.`
      throw vendorError(profile, operation, code, what, { retryable: isPassing(code) })
    },
  )
  if (issues.length === 0) return
  const list = issues.map(({ path, message }) => `\`${path}\`: ${message}`).join('; ')
  const what = `cannot ${operation} this key: the client's \`metadataSchema\` refuses ${list}. Nothing was sent: correct the metadata and call again.`
  throw vendorError(profile, operation, 'invalid_request', what, { issues, cause })
}

/**
 * What a schema has against metadata, in its own words, less the values that some libraries quote: metadata may hold a secret.
 * Rejects with nothing but `CallEnded`.
 */
async function issuesOf(
  schema: MetadataSchema<object>,
  metadata: unknown,
  deadline: Deadline,
  at: string,
  values: readonly string[],
): Promise<{ issues: readonly Issue[]; cause?: Error }> {
  try {
    const { issues = [] } = await outcomeOf(schema, metadata, deadline)
    return {
      issues: issues.map((issue) => ({ path: pathOf(issue, at), message: redact(issue.message, values) })),
    }
  } catch (thrown) {
    if (thrown instanceof CallEnded) throw thrown
    const message = 'it could not be checked, since the schema itself failed'
    return { issues: [{ path: at, message }], cause: cleanCause(thrown, values) }
  }
}

/** Stored metadata as the schema reads it. What does not fit comes back as it is, with a warning: a read never fails for it. */
export async function readMetadata<M>(
  sender: Sender,
  schema: MetadataSchema<object>,
  stored: unknown,
  warnings: Warning[],
): Promise<M> {
  const paths = new Set<string>()
  try {
    const outcome = await outcomeOf(schema, stored, deadlineOf(sender))
    if (outcome.issues === undefined) return outcome.value as M
    for (const issue of outcome.issues) paths.add(pathOf(issue, 'metadata'))
  } catch {
    // A schema that fails, or comes to no end, has something against the metadata, and must not cost a secret that came with it.
    paths.add('metadata')
  }
  for (const path of paths) {
    warnings.push({
      code: 'invalid_metadata',
      path,
      message: `${path} is not what the client's \`metadataSchema\` expects: the metadata is given as it is stored.`,
    })
  }
  return stored as M
}

/** All texts and numbers in a value, as they are and as JSON writes them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
  return text.length < shortestValue ? [] : [text, JSON.stringify(text).slice(1, -1)]
}

function pathOf({ path = [] }: SchemaIssue, at: string): string {
  const steps = path.map((step) => String(typeof step === 'object' ? step.key : step))
  return [at, ...steps].join('.')
}
