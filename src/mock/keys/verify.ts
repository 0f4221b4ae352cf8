import type { VerifyReason } from '../../core/index.js'
import { sha256 } from '../../emulator/encoding.js'
import { asked as askedField, hasMeaning } from '../../generator/model.js'
import { type Told, toldOf } from '../answer/told.js'
import { keyNotFound } from '../refusal.js'
import type { Asked } from '../request/asked.js'
import { isIn, type MockAccount } from './account.js'
import { type MockKey, stateOf } from './mock-key.js'
import { joined } from './secret-forms.js'

/** Whether a secret works. Where an answer can say that there is none, that is no error. */
export async function verifySecret(account: MockAccount, asked: Asked): Promise<Told> {
  const key = account.keys.byHash(await sha256(presentedIn(asked)))
  if (key === undefined || !isIn(key, asked.options)) {
    if (!saysNo(asked)) throw keyNotFound()
    return { fields: { valid: false }, verdict: 'not_found' }
  }
  const verdict = verdictOf(key, asked, account.now())
  const used = verdict === 'valid' ? { ...key, lastUsedAt: account.now() } : key
  if (verdict === 'valid') account.keys.replace(used)
  const told = toldOf(used, account.now())
  return { ...told, fields: { ...told.fields, valid: verdict === 'valid' }, verdict }
}

/** The secret as a client has it, though it may come in two parts. */
function presentedIn({ operation, fields }: Asked): string {
  const pair = askedField(operation, 'secret')?.annotation?.pair
  const secret = String(fields['secret'])
  return pair === undefined ? secret : joined(pair, String(fields['publicPart']), secret)
}

function saysNo({ operation }: Asked): boolean {
  if (operation.whenNull !== undefined) return true
  return operation.answer
    .filter(hasMeaning)
    .some(
      ({ annotation: { field, reasons, whenNull } }) =>
        field === 'valid' || (reasons ?? whenNull) !== undefined,
    )
}

function verdictOf(key: MockKey, { fields }: Asked, now: Date): VerifyReason | 'valid' {
  const state = stateOf(key, now)
  if (state !== 'active') return state
  const { scopes } = fields
  const held = Array.isArray(key.told.scopes) ? key.told.scopes : []
  const isAllowed = !Array.isArray(scopes) || scopes.every((scope) => held.includes(scope))
  return isAllowed ? 'valid' : 'insufficient_scopes'
}
