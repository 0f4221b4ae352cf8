import * as z from 'zod'
import { operations, type Operation } from '../core/operation.js'
import { verifyReasons, type VerifyReason } from '../core/verify-key.js'
import { readAnnotation } from './annotations.js'
import type { JsonValue } from './json.js'
import { withoutCode } from './without-code.js'

/** What an operation of the document is to keymux. */
export interface OperationAnnotation {
  readonly operation: Operation
  /** Whether the call may be repeated: always, also after it was done, or only when it certainly was not. */
  readonly effect: 'reads' | 'settles' | 'spends' | 'acts'
  /** Parameters and body fields that always have this value. */
  readonly set: Readonly<Record<string, string | number | boolean>>
  /** Of a list: by what keymux narrows it itself, since the record tells and the vendor has no parameter. */
  readonly filters: readonly 'state'[]
  /** Of a revocation: the state that it leaves a key in, where the vendor knows no revoked ones. */
  readonly ends?: 'expired' | 'disabled' | undefined
  /** Of a verification: what it says of the secret that the whole answer is null. */
  readonly whenNull?: VerifyReason | undefined
}

const operation: z.ZodType<OperationAnnotation> = withoutCode(() =>
  z.strictObject({
    operation: z.enum(operations),
    effect: z.enum(['reads', 'settles', 'spends', 'acts']),
    set: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    filters: z.array(z.enum(['state'])).default([]),
    ends: z.enum(['expired', 'disabled']).optional(),
    whenNull: z.enum(verifyReasons).optional(),
  }),
)

/** One operation of a document may be several of ours, each with values of its own: then they are a list. */
export function operationAnnotations(file: string, path: string, value: JsonValue): OperationAnnotation[] {
  const all = Array.isArray(value) ? value : [value]
  return all.map((each) => readAnnotation(operation, file, path, each))
}
