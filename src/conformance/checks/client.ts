import type { Capabilities, KeyField, Limits, Support } from '../../core/capabilities.js'
import type { CreateKeyInput } from '../../core/create-key.js'
import { operations, type Operation } from '../../core/operation.js'
import type { CheckDefinition } from '../check.js'
import { refusalOf, refusalUnsent } from '../refusal.js'
import { isSame } from '../same.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

const keyFields: readonly KeyField[] = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'prefix',
  'enabled',
]

const supports: readonly Support[] = ['native', 'emulated', 'none']
const everywhere: readonly Operation[] = ['create', 'get', 'list', 'revoke']

/** Something of the right type for each field: it must be refused because of the field, whatever its value. */
const anything: Readonly<Required<Omit<CreateKeyInput, 'vendor'>>> = {
  name: 'Conformance',
  owner: 'user_1',
  metadata: { plan: 'pro' },
  scopes: ['read'],
  description: 'Conformance',
  expiresAt: '1d',
  prefix: 'conf',
  enabled: true,
}

export const clientChecks: readonly CheckDefinition[] = [
  { about: 'client', rule: 'it says what the vendor can do, as plain frozen data', run: plainCapabilities },
  {
    about: 'client',
    rule: 'it says of each operation and field what the vendor can do',
    run: wholeCapabilities,
  },
  { about: 'client', rule: '`can` agrees with `capabilities`', run: sameAsCan },
  {
    about: 'client',
    rule: 'it refuses what the vendor cannot do before any request',
    run: refusesOperations,
  },
  {
    about: 'create',
    rule: 'it refuses each field that the vendor lacks before any request',
    run: refusesFields,
  },
  {
    about: 'update',
    rule: 'it refuses each field that the vendor cannot change before any request',
    run: refusesChanges,
  },
]

async function plainCapabilities({ keys }: Trial): Promise<void> {
  const { capabilities, vendor } = keys
  ensure(typeof vendor === 'string' && vendor !== '', `\`vendor\` is ${shown(vendor)}, not the vendor's id.`)
  ensureFrozen(capabilities, 'capabilities')
  const copy: unknown = JSON.parse(JSON.stringify(capabilities))
  ensure(isSame(copy, capabilities), '`capabilities` is not plain data: JSON changes it.')
}

function ensureFrozen(value: unknown, at: string): void {
  if (typeof value !== 'object' || value === null) return
  ensure(
    Object.isFrozen(value),
    `\`${at}\` is not frozen: whoever gets it could change what the client says of itself.`,
  )
  for (const [name, part] of Object.entries(value)) ensureFrozen(part, `${at}.${name}`)
}

async function wholeCapabilities({ keys }: Trial): Promise<void> {
  const { capabilities } = keys
  for (const operation of operations) {
    const support = capabilities[operation]
    ensure(
      supports.includes(support),
      `capabilities.${operation} is ${shown(support)}, which is none of ${supports.join(', ')}.`,
    )
  }
  for (const operation of everywhere)
    ensure(capabilities[operation] !== 'none', `capabilities.${operation} is none, but every client has it.`)
  ensureFieldNames(capabilities)
  ensureLimits(capabilities.limits)
}

function ensureFieldNames({ fields, changes }: Capabilities): void {
  for (const field of keyFields) {
    const presence = fields[field]
    ensure(
      ['required', 'optional', 'none'].includes(presence),
      `capabilities.fields.${field} is ${shown(presence)}, which is none of required, optional, none.`,
    )
  }
  const unknown = changes.filter((field) => !keyFields.includes(field))
  ensure(unknown.length === 0, `capabilities.changes names ${shown(unknown)}, which are no fields of a key.`)
}

const neededLimits = ['longestExpiryMs', 'shortestName', 'longestName', 'largestPage'] as const

function ensureLimits(limits: Limits): void {
  const { namePattern, ownerPattern, ...numbers } = limits
  for (const [name, limit] of Object.entries({ namePattern, ownerPattern })) {
    ensure(
      limit === null || typeof limit === 'string',
      `capabilities.limits.${name} is ${shown(limit)}, which is neither a pattern's source nor null.`,
    )
  }
  const names = [...new Set([...neededLimits, ...(Object.keys(numbers) as (keyof typeof numbers)[])])]
  for (const name of names) {
    const limit = numbers[name]
    ensure(
      limit === null || (Number.isSafeInteger(limit) && limit >= 0),
      `capabilities.limits.${name} is ${shown(limit)}, which is neither a whole number nor null.`,
    )
  }
}

async function sameAsCan({ keys }: Trial): Promise<void> {
  for (const operation of operations) {
    const can = keys.can(operation)
    const support = keys.capabilities[operation]
    ensure(
      can === (support !== 'none'),
      `can('${operation}') is ${shown(can)}, while capabilities.${operation} is ${support}.`,
    )
    const method: unknown = Reflect.get(keys, operation)
    ensure(
      !can || typeof method === 'function',
      `can('${operation}') is true, but the client has no \`${operation}\`.`,
    )
  }
}

/** As plain JavaScript or a cast would call it. */
async function refusesOperations(trial: Trial): Promise<void> {
  const { keys } = trial
  for (const operation of operations.filter((each) => keys.capabilities[each] === 'none')) {
    const method: unknown = Reflect.get(keys, operation)
    ensure(
      typeof method === 'function',
      `The client has no \`${operation}\`: a call of it ends in a TypeError that says nothing of the vendor. Let it throw \`unsupported\`.`,
    )
    const act = (): unknown => Reflect.apply(method, keys, ['key_1', { overlap: '0s' }])
    await refusalUnsent(trial, {
      operation,
      what: `\`${operation}\`, which the vendor cannot do,`,
      act,
      codes: ['unsupported'],
    })
  }
}

async function refusesFields(trial: Trial): Promise<void> {
  const { capabilities, subject } = trial
  for (const field of keyFields.filter((each) => capabilities.fields[each] === 'none')) {
    await refusalOf(trial, field, {
      operation: 'create',
      what: `A create with \`${field}\`, which the vendor lacks,`,
      act: () => trial.create({ ...subject.input(), [field]: anything[field] }),
      codes: ['unsupported'],
    })
  }
}

async function refusesChanges(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  const { id } = await trial.make()
  for (const field of keyFields.filter((each) => !trial.capabilities.changes.includes(each))) {
    await refusalOf(trial, field, {
      operation: 'update',
      what: `An update of \`${field}\`, which the vendor cannot change,`,
      act: () => keys.update(id, { [field]: anything[field] }),
      codes: ['unsupported'],
    })
  }
}
