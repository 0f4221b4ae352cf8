import { AnswerReader } from '../../../src/core/answer-reader.js'
import { isFields, type Fields } from '../../../src/core/input-check.js'
import { known } from '../../../src/core/known.js'
import type { KeyState } from '../../../src/core/key-record.js'
import { prefixOf } from '../../../src/core/prefix-of.js'
import { textAt } from '../../../src/core/text-at.js'
import { verifyReasons } from '../../../src/core/verify-key.js'
import type {
  KeyCall,
  ListCall,
  PageAsked,
  PlainCall,
  RecordReading,
  SecretCall,
  VerifyCall,
} from '../../../src/http/calls.js'
import type { Effect } from '../../../src/http/effect.js'
import { byCursor } from '../../../src/http/operations/by-cursor.js'
import { byOffset } from '../../../src/http/operations/by-offset.js'
import type { Paging } from '../../../src/http/operations/paging.js'
import { asking } from './acme.js'

const states: readonly string[] = ['active', 'disabled', 'revoked', 'expired'] satisfies KeyState[]

/** Acme's record of a key, as an adapter reads it: `{ id, state, scopes, meta, expires }`, all but the id optional. */
function recordOf(reader: AnswerReader): RecordReading<unknown, Fields> {
  const state = reader.text('state', 'optional', states) as KeyState | undefined
  return {
    id: reader.needed('id'),
    metadata: reader.metadata('meta', 'optional') ?? {},
    key: {
      ...known({
        state,
        scopes: reader.texts('scopes', 'optional'),
        expiresAt: reader.moment('expires', 'optional', (wire) => new Date(Number(wire))),
      }),
      vendor: reader.record(['secret']),
    },
  }
}

function fieldsOf(body: unknown): Fields {
  return isFields(body) ? body : {}
}

/** A call about one key whose answer is its record. */
export function keyCall(effect: Effect = 'reads', operation = 'get', id = 'key_1'): KeyCall<unknown, Fields> {
  return {
    request: asking(effect, { operation, path: `/keys/${encodeURIComponent(id)}` }),
    read: (body) => {
      const reader = AnswerReader.of(body)
      return { ...recordOf(reader), warnings: reader.warnings }
    },
  }
}

/** A call about one key whose answer is 204 and nothing. */
export function plainCall(operation = 'revoke'): PlainCall {
  const more = { operation, method: 'DELETE', path: '/keys/key_1', body: undefined, emptyStatus: 204 }
  return { request: asking('settles', more) }
}

export const pagings: Readonly<Record<'cursor' | 'offset', Paging>> = { cursor: byCursor, offset: byOffset }

/** A list: `{ keys, next, more, total }`, all but the keys optional. */
export function listCall(paging: keyof typeof pagings, pageSize = 2): ListCall<unknown, Fields> {
  return {
    paging: pagings[paging],
    pageSize,
    request: ({ cursor, offset, pageSize: limit }: PageAsked) => {
      const place = paging === 'offset' ? `offset=${offset}` : `cursor=${cursor ?? ''}`
      const path = `/keys?${place}&limit=${limit}`
      return asking('reads', { operation: 'list', method: 'GET', path, body: undefined })
    },
    read: (body) => {
      const { keys, next, more, total } = fieldsOf(body)
      const { warnings } = AnswerReader.of(body)
      const readerOf = (key: unknown): AnswerReader => new AnswerReader(fieldsOf(key), '', warnings)
      return {
        keys: Array.isArray(keys) ? keys.map((key: unknown) => recordOf(readerOf(key))) : [],
        cursor: typeof next === 'string' ? next : undefined,
        more: typeof more === 'boolean' ? more : undefined,
        total: typeof total === 'number' ? total : undefined,
        warnings,
      }
    },
  }
}

/** A verification: `{ valid, reason, key }`. Acme wants secrets to begin with `prod_`. */
export function verifyCall(text: string, scopes: readonly string[] = []): VerifyCall<unknown, Fields> {
  const body = JSON.stringify({ secret: text })
  return {
    possible: text.startsWith('prod_'),
    request: { ...asking('spends', { operation: 'verify', path: '/verify', body }), secrets: [text] },
    scopes,
    secretField: 'secret',
    read: (answer) => {
      const reader = AnswerReader.of(answer)
      const reason = reader.text('reason', 'optional', verifyReasons)
      return {
        valid: reader.flag('valid', 'required'),
        reason: verifyReasons.find((each) => each === reason),
        key: recordOf(reader.partOrNothing('key')),
        warnings: reader.warnings,
      }
    },
  }
}

/** A recovery: `{ secret }`. */
export function secretCall(): SecretCall {
  return {
    request: asking('reads', {
      operation: 'recover',
      method: 'GET',
      path: '/keys/key_1/secret',
      body: undefined,
    }),
    read: (body) => {
      const text = textAt(body, 'secret')
      return { id: undefined, secret: text, prefix: prefixOf(text, ['prod_']), warnings: [] }
    },
  }
}
