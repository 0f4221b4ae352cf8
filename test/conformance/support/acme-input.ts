import { Secret, type CreateKeyInput, type ErrorCode, type ImportKeyInput } from 'keymux'
import { acmeCapabilities } from './acme-capabilities.js'
import { acmeError, type Fields } from './acme-wire.js'

export function refuseUnless(
  isFine: boolean,
  operation: string,
  option: string,
  code: ErrorCode = 'invalid_request',
): void {
  if (!isFine) throw acmeError(code, operation, `\`${option}\` cannot be taken.`)
}

/** A create's input or an update's patch as Acme takes it. */
export function checkedInput(operation: 'create' | 'update', input: object): Fields {
  const { name, expiresAt, vendor, ...rest } = input as CreateKeyInput
  const { fields, changes } = acmeCapabilities
  const known: readonly string[] =
    operation === 'create' ? Object.keys(fields).filter((field) => field !== 'description') : changes
  for (const [field, value] of Object.entries(rest))
    refuseUnless(value === undefined || known.includes(field), operation, field, 'unsupported')
  const isNamed = typeof name === 'string' && name.length > 0 && name.length <= 60
  refuseUnless(isNamed || (operation === 'update' && name === undefined), operation, 'name')
  const time = timeOf(expiresAt)
  refuseUnless(time === undefined || time === null || isAhead(time), operation, 'expiresAt')
  return { name, ...rest, ...vendor, ...(time !== undefined && { expiresAt: time }) }
}

function isAhead(time: number): boolean {
  const ahead = time - Date.now()
  return ahead > 0 && ahead <= (acmeCapabilities.limits.longestExpiryMs ?? 0)
}

function timeOf(moment: unknown): number | null | undefined {
  if (moment === undefined || moment === null) return moment
  return moment instanceof Date ? moment.getTime() : Date.now() + lengthOf(moment)
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export function lengthOf(duration: unknown): number {
  const [, amount, unit = ''] = /^(\d+)([a-z]+)$/.exec(String(duration)) ?? []
  return Number(amount) * (units[unit] ?? Number.NaN)
}

/** A key to import, with the hash of its secret in the secret's place. */
export async function hashed(key: ImportKeyInput, index: number): Promise<Fields & { hash: string }> {
  const { secret, hash = '', ...rest } = key
  const isHash = /^[A-Za-z0-9+/]{43}=$/.test(hash)
  refuseUnless(secret !== undefined || isHash, 'import', `keys[${index}].hash`)
  const text = typeof secret === 'string' ? new Secret(secret) : secret
  return { ...rest, hash: (await text?.sha256('base64')) ?? hash }
}
