import type { VerifyReason } from '../../core/index.js'
import { sha256 } from '../../emulator/encoding.js'
import { hasMeaning } from '../../generator/model.js'
import { type Told, toldOf } from '../answer/told.js'
import { keyNotFound } from '../refusal.js'
import type { Asked } from '../request/asked.js'
import { isIn, type MockAccount } from './account.js'
import { type MockKey, stateOf } from './mock-key.js'

/** Whether a secret works. Where an answer can say that there is none, that is no error. */
export async function verifySecret(account: MockAccount, asked: Asked): Promise<Told> {
  const key = account.keys.byHash(await sha256(String(asked.fields['secret'])))
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

function saysNo({ operation }: Asked): boolean {
  return operation.answer
    .filter(hasMeaning)
    .some(({ annotation }) => annotation.field === 'valid' || annotation.reasons !== undefined)
}

function verdictOf(key: MockKey, { fields }: Asked, now: Date): VerifyReason | 'valid' {
  const state = stateOf(key, now)
  if (state !== 'active') return state
  const { scopes } = fields
  const held = Array.isArray(key.told.scopes) ? key.told.scopes : []
  const isAllowed = !Array.isArray(scopes) || scopes.every((scope) => held.includes(scope))
  return isAllowed ? 'valid' : 'insufficient_scopes'
}
