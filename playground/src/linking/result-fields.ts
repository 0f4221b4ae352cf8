import type {
  CreateKeyResult,
  EndKeyResult,
  KeymuxError,
  KeyRecord,
  Reconciliation,
  RotateKeyResult,
  Secret,
  Verdict,
} from 'keymux'

/** What a row of a result can show. */
export type FieldValue =
  string | number | boolean | Date | Secret | readonly string[] | Readonly<Record<string, unknown>> | null

/** One row of a normalised result. */
export interface ResultField {
  readonly name: string
  readonly value: FieldValue
  /** Why there is nothing, where the vendor cannot store it. */
  readonly lacking?: string
}

const recordFields = [
  'name',
  'owner',
  'state',
  'scopes',
  'description',
  'expiresAt',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
  'revocationReason',
  'createdBy',
  'hint',
] as const

/** The rows of what `create`, and so `rotate`, resolve to. */
export function createdFields({
  id,
  secret,
  prefix,
  metadata,
  key,
  http,
}: CreateKeyResult<unknown>): ResultField[] {
  return [
    { name: 'id', value: id },
    { name: 'secret', value: secret },
    { name: 'prefix', value: prefix },
    ...(hasFields(metadata) ? [{ name: 'metadata', value: metadata }] : []),
    ...recordRows(key),
    { name: 'http.requestId', value: http.requestId },
    { name: 'http.attempts', value: http.attempts },
  ]
}

export function rotatedFields(result: RotateKeyResult<unknown>): ResultField[] {
  const { id, validUntil, plan } = result.previous
  return [
    { name: 'previous.id', value: id },
    { name: 'previous.validUntil', value: validUntil },
    { name: 'previous.plan', value: plan === null ? null : { ...plan } },
    ...createdFields(result),
  ]
}

export function endedFields({ id, already, key, warnings }: EndKeyResult<unknown>): ResultField[] {
  return [
    { name: 'id', value: id },
    { name: 'already', value: already },
    ...(key === undefined ? [] : recordRows(key)),
    ...warnings.map(({ message }) => ({ name: 'warning', value: message })),
  ]
}

export function verdictFields(verdict: Verdict<unknown>): ResultField[] {
  const { valid, key } = verdict
  return [
    { name: 'valid', value: valid },
    ...(verdict.valid ? [] : [{ name: 'reason', value: verdict.reason }]),
    ...(key === undefined ? [] : [{ name: 'key.id', value: key.id }, ...recordRows(key)]),
  ]
}

export function settledFields(settled: Reconciliation): ResultField[] {
  const rows: ResultField[] = [{ name: 'status', value: settled.status }]
  if (settled.status === 'recovered') return [...rows, ...createdFields(settled.result)]
  return settled.status === 'revoked' ? [...rows, { name: 'ids', value: settled.ids }] : rows
}

/** The rows of an error: what a program decides by, and then what a person reads. */
export function errorFields(error: KeymuxError): ResultField[] {
  const { code, mayHaveActed, retryable, status, vendorCode, requestId, id, secret } = error
  const told = { status, vendorCode, requestId, id, secret }
  return [
    { name: 'code', value: code },
    { name: 'mayHaveActed', value: mayHaveActed },
    { name: 'retryable', value: retryable },
    ...Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    ...error.issues.map(({ path, message }) => ({ name: `issue: ${path}`, value: message })),
    { name: 'message', value: error.message },
  ]
}

function recordRows(key: KeyRecord<unknown>): ResultField[] {
  return recordFields.flatMap((name) => {
    const value = key[name]
    return value === undefined ? [] : [{ name, value }]
  })
}

function hasFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
