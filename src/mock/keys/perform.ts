import type { Operation } from '../../core/index.js'
import { answered, type VendorModel } from '../../generator/model.js'
import { type Told, toldOf } from '../answer/told.js'
import type { Asked } from '../request/asked.js'
import { createKey, importKeys, rotateKey } from './make.js'
import { endKey, updateKey } from './change.js'
import type { MockKey } from './mock-key.js'
import { getKey, listKeys, recoverSecret } from './read.js'
import { verifySecret } from './verify.js'
import type { MockAccount } from './account.js'

/** Does what is asked for, and tells what is to be said of it. `lagMs` is how far behind a read is. */
type Perform = (account: MockAccount, asked: Asked, lagMs: number) => Promise<Told> | Told

/** Every operation of a key. What a vendor does in each is what its overlay can say of it, and no more. */
export const performing: Readonly<Record<Operation, Perform>> = {
  create: createKey,
  get: getKey,
  list: listKeys,
  update: (account, asked) => toldOf(updateKey(account, asked), account.now()),
  revoke: (account, asked) => asDone(toldOf(endKey(account, asked), account.now())),
  delete: (account, asked) => toldOfDeletion(account.model, endKey(account, asked)),
  verify: verifySecret,
  rotate: rotateKey,
  recover: recoverSecret,
  import: importKeys,
}

/** Where an answer has a flag for it. */
function asDone(told: Told): Told {
  return { ...told, fields: { ...told.fields, done: true } }
}

/** No overlay speaks of what a deletion answers, but many vendors name the key again, and say that it is gone. */
function toldOfDeletion({ create }: VendorModel, { id }: MockKey): Told {
  const { name = 'id' } = answered(create.answer, 'id') ?? {}
  return asDone({ fields: {}, own: { [name]: id, deleted: true } })
}
