import { type Told, toldOf } from '../answer/told.js'
import { MockRefusal } from '../refusal.js'
import type { Asked } from '../request/asked.js'
import { type MockAccount } from './account.js'
import type { MockKey } from './mock-key.js'

export async function createKey(account: MockAccount, asked: Asked): Promise<Told> {
  refuseTaken(account, asked)
  const { secret, ...made } = await account.maker.secret(asked.fields['prefix'])
  const key = account.newKey(asked, made)
  account.insert(key, secret)
  return withSecret(key, secret, account.now())
}

/** A new key with all that the old one had, which lives on for a while at most. */
export async function rotateKey(account: MockAccount, asked: Asked): Promise<Told> {
  const old = account.find(asked)
  if (old.revokedAt !== null) throw new MockRefusal('conflict', 'The key is revoked.')
  const { secret, ...made } = await account.maker.secret(old.wantedPrefix)
  const key: MockKey = {
    ...account.newKey({ ...old, fields: { ...old.told, prefix: old.wantedPrefix } }, made),
    expiresAt: old.expiresAt,
    isDisabled: old.isDisabled,
  }
  account.insert(key, secret)
  const { overlap } = asked.fields
  const end = account.now().getTime() + (typeof overlap === 'number' ? overlap : 0)
  account.change(old, { expiresAt: new Date(Math.min(end, old.expiresAt?.getTime() ?? end)) })
  return withSecret(key, secret, account.now())
}

/** Keys by the hashes of their secrets. What is there already stays as it is. */
export function importKeys(account: MockAccount, asked: Asked): Told {
  const imported: Told[] = []
  const existing: string[] = []
  for (const { fields, own } of asked.entries) {
    const hash = String(fields['hash'])
    if (account.keys.hasHash(hash)) {
      existing.push(hash)
      continue
    }
    const key = account.newKey({ fields, own, options: asked.options }, { hash, prefix: null, hint: null })
    account.insert(key)
    imported.push(toldOf(key, account.now()))
  }
  return { fields: { imported, existing } }
}

function withSecret(key: MockKey, secret: string, now: Date): Told {
  const told = toldOf(key, now)
  return { ...told, fields: { ...told.fields, secret } }
}

/** Where the overlay says that an owner has but one key of a name: a dead one does not count. */
function refuseTaken(account: MockAccount, { fields }: Asked): void {
  if (!account.model.root.uniqueNames) return
  const owner = fields['owner'] ?? account.caller
  for (const { told, revokedAt } of account.keys.values())
    if (revokedAt === null && told.name === fields['name'] && told.owner === owner)
      throw new MockRefusal('conflict', 'There is a key of this name already.')
}
