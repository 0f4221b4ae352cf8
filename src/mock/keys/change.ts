import type { KeyState, Operation } from '../../core/index.js'
import { hasMeaning, type OperationModel, type VendorModel } from '../../generator/model.js'
import { statesToldBy } from '../answer/flags.js'
import type { Asked } from '../request/asked.js'
import type { MockAccount } from './account.js'
import { type MockKey, tellable } from './mock-key.js'

/** Changes what was sent, and nothing else; null takes a field away. */
export function updateKey(account: MockAccount, asked: Asked): MockKey {
  const key = account.find(asked)
  const { fields, own } = asked
  const told = Object.fromEntries(
    tellable.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name] ?? undefined]])),
  )
  const { expiresAt, enabled } = fields
  return account.change(key, {
    told: { ...key.told, ...told },
    own: { ...key.own, ...own },
    ...(expiresAt !== undefined && { expiresAt: expiresAt instanceof Date ? expiresAt : null }),
    ...(typeof enabled === 'boolean' && { isDisabled: !enabled }),
  })
}

/** Ends a key. A second time is no error, as long as there is a record of it. */
export function endKey(account: MockAccount, asked: Asked): MockKey {
  const key = account.find(asked)
  const { operation } = asked.operation
  if (operation === 'delete' || !keepsRecord(account.model)) {
    account.keys.remove(key.id)
    return { ...key, revokedAt: account.now() }
  }
  // A flag that an update can turn back is no more than a flag.
  if (isSame(account.model.operations.get('update'), asked.operation))
    return account.change(key, { isDisabled: true })
  if (key.revokedAt !== null) return key
  const { reason } = asked.fields
  return account.change(key, {
    revokedAt: account.now(),
    revocationReason: typeof reason === 'string' ? reason : null,
  })
}

/** A revoked key stays where a record can say so, unless to revoke it and to delete it is one operation of the document. */
function keepsRecord({ operations }: VendorModel): boolean {
  const revoke = operations.get('revoke')
  if (revoke !== undefined && isSame(operations.get('delete'), revoke)) return false
  const shown = (['get', 'list', 'update', 'verify'] as const).flatMap((name) => [
    ...statesToldBy(recordFields(operations, name)),
  ])
  return shown.some((state: KeyState) => state === 'revoked' || state === 'disabled')
}

function recordFields(
  operations: VendorModel['operations'],
  name: Operation,
): Parameters<typeof statesToldBy>[0] {
  const answer = operations.get(name)?.answer ?? []
  return answer.flatMap((field) => [field, ...field.items]).filter(hasMeaning)
}

function isSame(one: OperationModel | undefined, other: OperationModel): boolean {
  return one?.method === other.method && one.path === other.path
}
