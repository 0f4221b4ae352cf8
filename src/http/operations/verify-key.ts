import type { KeyRecord, KeyState } from '../../core/key-record.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import { revealed } from '../../core/revealed.js'
import type { ErrorCode } from '../../core/error-codes.js'
import type { CallOptions } from '../../core/call-options.js'
import type { Verdict, VerifyReason } from '../../core/verify-key.js'
import type { Warning } from '../../core/warning.js'
import { succeeded, type Answer } from '../answer.js'
import { answerFailure } from '../answer-failure.js'
import type { VerifyCall, VerifyReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { invalidAnswer, requireWhole } from '../invalid-answer.js'
import { refuseInput } from '../refuse-input.js'
import type { VendorFailure } from '../vendor-profile.js'
import { toRecord } from './to-record.js'

const states: Partial<Record<VerifyReason, KeyState>> = {
  expired: 'expired',
  revoked: 'revoked',
  disabled: 'disabled',
}

/** The text of a secret that somebody presented. Throws `invalid_request` for what is neither a string nor a `Secret`. */
export function presentedSecret({ sender }: ClientContext, secret: unknown): string {
  const text = revealed(secret)
  if (text !== undefined) return text
  return refuseInput(sender.profile, 'verify', 'secret', 'must be a string or a Secret')
}

/** Reads a verdict from a refusal that is certain, and from the code that it means, at a vendor that has no other way to say it. */
export type VerdictIn = (told: VendorFailure, code: ErrorCode) => VerifyReason | undefined

/**
 * Whether the vendor accepts a secret. Only the vendor's own word makes a verdict; whatever else goes wrong is an error, so
 * that trouble with your own credential is never taken for a bad key.
 */
export async function verifyKey<M, V>(
  context: ClientContext,
  secret: string,
  call: VerifyCall<unknown, V>,
  options: CallOptions | undefined,
  verdictIn?: VerdictIn,
): Promise<Verdict<M, V>> {
  if (!call.possible || secret === '') return { valid: false, reason: 'not_found', http: null, warnings: [] }
  const { sender } = context
  const { profile } = sender
  const isNamed = call.request.secrets?.includes(secret) === true
  const request = isNamed ? call.request : { ...call.request, secrets: [secret] }
  const answer = await sender.send(request, options)
  const http = answer.meta
  if (!succeeded(answer)) {
    const failure = answerFailure(profile, request, answer)
    const reason = reasonIn(profile.readFailure(answer.body), failure, call, verdictIn)
    if (reason === undefined) throw failure
    return { valid: false, reason, http, warnings: [] }
  }
  if (answer.body !== null || call.isNullable !== true) requireWhole(profile, request, answer)
  const reading = call.read(answer.body)
  if (reading.valid === undefined)
    throw invalidAnswer(profile, request, answer, 'it does not say whether the key is valid')
  const warnings = [...reading.warnings]
  const key = await toRecord<M, V>(context, reading.key, answer.secrets, warnings)
  if (!reading.valid) return refused<M, V>(reading, key, http, warnings)
  if (key === undefined)
    throw invalidAnswer(profile, request, answer, 'it does not say which key it found valid')
  const reason = faultOf(key, call)
  if (reason !== undefined) return { valid: false, reason, key, http, warnings }
  const active = key.state === 'active' ? key : { ...key, state: 'active' as const }
  return { valid: true, key: active, http, warnings }
}

/**
 * The verdict in a refusal that is certain, if it is one. By the vendor's words as they came: those of the error are cleaned of
 * the secret, which whoever presents it may have made of the same words.
 */
function reasonIn(
  told: VendorFailure,
  { code, mayHaveActed }: KeymuxError,
  { secretField }: VerifyCall<unknown, unknown>,
  verdictIn: VerdictIn | undefined,
): VerifyReason | undefined {
  if (mayHaveActed) return undefined
  // The vendor does not even take it for a secret: that is no fault of the call.
  const isAboutSecret = told.issues?.some(({ path }) => path.split(/[./]/).at(-1) === secretField)
  if (code === 'invalid_request' && isAboutSecret === true) return 'not_found'
  return verdictIn?.(told, code)
}

/** Why a key is not accepted although the vendor calls it valid: its own record says otherwise, or lacks a scope. */
function faultOf(
  { state, scopes = [] }: KeyRecord<unknown, unknown>,
  call: VerifyCall<unknown, unknown>,
): VerifyReason | undefined {
  if (state === 'revoked' || state === 'disabled') return state
  return call.scopes.every((scope) => scopes.includes(scope)) ? undefined : 'insufficient_scopes'
}

function refused<M, V>(
  { reason }: VerifyReading<unknown, V>,
  key: KeyRecord<M, V> | undefined,
  http: Answer['meta'],
  warnings: readonly Warning[],
): Verdict<M, V> {
  // A word of the vendor's that is new to us is a refusal all the same; the reading has warned of it.
  const known = reason ?? 'forbidden'
  const state = states[known]
  const told = key === undefined ? {} : { key: { ...key, ...(state !== undefined && { state }) } }
  return { valid: false, reason: known, ...told, http, warnings }
}
