import type { JsonObject, JsonValue } from '../json.js'
import { typeOf } from '../schema-facts.js'
import type { Place } from './places.js'
import { bare } from './words.js'

/** What a field may mean, and why that is not certain; undefined where there is nothing to doubt. */
export interface Guess {
  readonly annotation: JsonObject
  readonly doubt?: string | undefined
  /** Of two fields with one meaning the lower is the likelier. */
  readonly rank?: number | undefined
}

/** The names of each meaning; those after `?` are called so for other reasons as well. */
const names: Readonly<Record<string, string>> = {
  id: 'id keyid apikeyid tokenid uid uuid ? hash',
  name: 'name keyname label title displayname ? comment',
  owner: 'externalid ownerid userid subject ? owner customerid principal principalid',
  metadata: 'metadata meta ? labels tags attributes',
  scopes: 'scopes permissions scope ? roles abilities grants',
  description: 'description notes note',
  prefix: 'prefix keyprefix',
  hint: 'hint start obfuscatedvalue masked maskedkey maskedtoken redactedvalue preview last4 lastfour ? keystart',
  createdBy: 'createdby creatoruserid creatorid',
  revocationReason: 'revocationreason revokedreason ? reason',
  expiresAt:
    'expiresat expires expiry expiration expirationdate expirationtime expirydate expireson validuntil',
  createdAt: 'createdat created createdon creationdate creationtime',
  updatedAt: 'updatedat updated updatedon modifiedat',
  lastUsedAt: 'lastusedat lastused lastusedon lastuse lastseenat',
  revokedAt: 'revokedat revokedon ? disabledat deletedat',
}
const lengths = new Set([
  'expiresin',
  'expiresinseconds',
  'ttl',
  'ttlseconds',
  'lifetime',
  'secondsuntilexpiration',
  'validfor',
])
const moments = new Set(['expiresAt', 'createdAt', 'updatedAt', 'lastUsedAt', 'revokedAt'])
const answeredOnly = new Set([
  'hint',
  'createdBy',
  'revocationReason',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
])

/** What a field of a request may be told by. */
export function guessTaken(place: Place): Guess | undefined {
  const name = bare(place.name)
  if (lengths.has(name)) return guessLength(place)
  if (['disabled', 'isdisabled', 'inactive'].includes(name) && isFlag(place.schema))
    return { annotation: { field: 'enabled', inverted: true } }
  if (['enabled', 'active', 'isactive', 'isenabled'].includes(name) && isFlag(place.schema))
    return { annotation: { field: 'enabled' } }
  const meant = meaningOf(name)
  if (meant === undefined || answeredOnly.has(meant.field) || meant.field === 'id') return undefined
  return fitting(place, meant)
}

/** What a field of a record may tell. */
export function guessTold(place: Place): Guess | undefined {
  const name = bare(place.name)
  if (isFlag(place.schema)) return stateOf(name)
  const meant = meaningOf(name)
  if (meant === undefined) return undefined
  const guess = fitting(place, meant)
  if (guess === undefined) return undefined
  if (meant.field === 'expiresAt')
    return { ...guess, annotation: { ...guess.annotation, state: { past: 'expired' } } }
  if (meant.field === 'revokedAt')
    return { ...guess, annotation: { ...guess.annotation, state: { present: 'revoked' } } }
  return guess
}

interface Meaning {
  readonly field: string
  readonly isSure: boolean
  readonly rank: number
}

function meaningOf(name: string): Meaning | undefined {
  for (const [field, text] of Object.entries(names)) {
    const [sure = '', unsure = ''] = text.split(' ? ')
    const rank = [...sure.split(' '), ...unsure.split(' ')].indexOf(name)
    if (rank >= 0) return { field, isSure: sure.split(' ').includes(name), rank }
  }
  return undefined
}

function fitting({ name, schema }: Place, { field, isSure, rank }: Meaning): Guess | undefined {
  const type = typeOf(schema)
  if (moments.has(field)) return guessMoment(schema, field)
  const wanted = { scopes: ['array'], metadata: ['object'], id: ['string', 'integer', 'number'] }[field] ?? [
    'string',
  ]
  if (!wanted.includes(type ?? '')) return undefined
  return { annotation: { field }, doubt: isSure ? undefined : `by its name, ${name}`, rank }
}

function guessMoment(schema: JsonObject, field: string): Guess | undefined {
  const type = typeOf(schema)
  if (type === 'string') {
    const isCertain = schema['format'] === 'date-time'
    return {
      annotation: { field, codec: 'rfc3339' },
      doubt: isCertain ? undefined : 'no format says how it is written',
    }
  }
  if (type !== 'integer' && type !== 'number') return undefined
  const codec = isMilliseconds(schema) ? 'epoch-milliseconds' : 'epoch-seconds'
  const isCertain = /second/i.test(String(schema['description'] ?? ''))
  return { annotation: { field, codec }, doubt: isCertain ? undefined : 'seconds or milliseconds?' }
}

function guessLength({ schema }: Place): Guess | undefined {
  const type = typeOf(schema)
  if (type === 'string')
    return { annotation: { field: 'expiresAt', codec: 'duration-from-now' }, doubt: 'how is it written?' }
  if (type !== 'integer' && type !== 'number') return undefined
  return { annotation: { field: 'expiresAt', codec: 'seconds-from-now' }, doubt: 'is it in seconds?' }
}

function stateOf(name: string): Guess | undefined {
  const states: Readonly<Record<string, JsonObject>> = {
    revoked: { true: 'revoked' },
    isrevoked: { true: 'revoked' },
    expired: { true: 'expired' },
    disabled: { true: 'disabled', false: 'active' },
    isdisabled: { true: 'disabled', false: 'active' },
    enabled: { true: 'active', false: 'disabled' },
    isenabled: { true: 'active', false: 'disabled' },
    active: { true: 'active', false: 'disabled' },
    isactive: { true: 'active', false: 'disabled' },
  }
  const state = states[name]
  return state === undefined ? undefined : { annotation: { state } }
}

function isFlag(schema: JsonObject): boolean {
  return typeOf(schema) === 'boolean'
}

function isMilliseconds(schema: JsonObject): boolean {
  if (/milli/i.test(String(schema['description'] ?? ''))) return true
  return [schema['example'], ...listOf(schema['examples'])].some((each) => Number(each) > 1e11)
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
