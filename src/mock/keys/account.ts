import type { World } from '../../emulator/dialect.js'
import type { KeyTable } from '../../emulator/store.js'
import type { JsonValue } from '../../generator/json.js'
import { answered, asked as askedField, hasMeaning, type VendorModel } from '../../generator/model.js'
import { keyNotFound } from '../refusal.js'
import type { Asked } from '../request/asked.js'
import { madeText } from '../shapes/made-text.js'
import { KeyMaker } from './key-maker.js'
import { describeMockKey, type MockKey, tellable } from './mock-key.js'

/** The keys of one vendor, and what is done to them. */
export class MockAccount {
  readonly model: VendorModel
  readonly keys: KeyTable<MockKey>
  readonly maker: KeyMaker
  readonly now: () => Date
  /** Whose the keys are where nobody can say so: whoever calls. */
  readonly caller: string | undefined
  #serial = 0

  constructor(model: VendorModel, { random, now, store }: World) {
    this.model = model
    this.now = now
    this.keys = store.open<MockKey>(model.id, describeMockKey)
    this.maker = new KeyMaker(model, random.stream('keys'))
    this.caller = callerOf(model) && madeText(callerOf(model) ?? emptyShape, random.stream('caller'))
  }

  /** A key that was asked for, with all that a record has. */
  newKey(
    { fields, own, options }: Pick<Asked, 'fields' | 'own' | 'options'>,
    { id, hash, prefix, hint }: Pick<MockKey, 'hash' | 'prefix' | 'hint'> & { readonly id?: string },
  ): MockKey {
    this.#serial += 1
    const told = Object.fromEntries(tellable.map((name) => [name, fields[name] ?? undefined]))
    const { expiresAt, enabled } = fields
    return {
      id: id ?? this.maker.id(),
      hash,
      serial: this.#serial,
      told: { ...told, owner: told['owner'] ?? this.caller },
      own,
      options,
      wantedPrefix: typeof fields['prefix'] === 'string' ? fields['prefix'] : null,
      prefix,
      hint,
      isDisabled: enabled === false,
      expiresAt: expiresAt instanceof Date ? expiresAt : null,
      createdAt: this.now(),
      updatedAt: null,
      lastUsedAt: null,
      revokedAt: null,
      revocationReason: null,
    }
  }

  /** Adds a key. The secret stays only where the vendor can read it again. */
  insert(key: MockKey, secret?: string): void {
    this.keys.insert(key, this.model.operations.has('recover') ? secret : undefined)
  }

  /** The key that a request is about, in the places that it names. Throws a refusal where there is none. */
  find({ fields, options }: Asked, seen: Pick<KeyTable<MockKey>, 'get'> = this.keys): MockKey {
    const key = seen.get(String(fields['id']))
    if (key === undefined || !isIn(key, options)) throw keyNotFound()
    return key
  }

  /** Puts a change in place. */
  change(key: MockKey, changes: Partial<MockKey>): MockKey {
    const changed = { ...key, updatedAt: this.now(), ...changes }
    this.keys.replace(changed)
    return changed
  }
}

/** Whether a key was made where a request looks for it; what it was not told of a key, a vendor cannot tell apart. */
export function isIn(key: MockKey, options: Readonly<Record<string, JsonValue>>): boolean {
  return Object.entries(options).every(
    ([name, value]) => key.options[name] === undefined || key.options[name] === value,
  )
}

const emptyShape = { schema: {}, otherwise: 'user_' }

/** How the owner looks that answers tell and no create can choose; undefined where there is none such. */
function callerOf({ operations, create }: VendorModel): typeof emptyShape | undefined {
  if (askedField(create, 'owner') !== undefined) return undefined
  const fields = [...operations.values()].flatMap(({ answer }) =>
    answer.flatMap((field) => [field, ...field.items]),
  )
  const owner = answered(fields.filter(hasMeaning), 'owner')
  return owner === undefined ? undefined : { schema: owner.schema, otherwise: 'user_' }
}
