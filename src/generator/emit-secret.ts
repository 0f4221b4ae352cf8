import { emitField, emitNewId, type Holder } from './emit-answer-field.js'
import type { SecretPair } from './field-annotation.js'
import { answered, hasMeaning, namesOf } from './model.js'
import { quoted } from './source-text.js'

/** The codec that makes one text of the two parts of a secret, and two of one. */
export function pairCodec({ encoded }: SecretPair): string {
  return encoded === 'base64' ? 'base64Pair' : 'plainPair'
}

/** The statements that read the secret of a new key into `secret`, and where it has several forms or parts those into `parts`. */
export function emitSecret(holder: Holder): string {
  const secret = answered(holder.fields, 'secret')
  if (secret === undefined) return ''
  const { pair } = secret.annotation
  const first = pair === undefined ? undefined : answered(holder.fields, pair.with)
  const own = emitField(holder, secret)
  if (pair === undefined || first === undefined) return `  const secret = ${own}\n${emitParts(holder, [])}`
  const isPublic = pair.with === 'publicPart'
  const before = isPublic ? emitField(holder, first) : emitNewId(holder, first)
  return `  const [first, second] = [${before}, ${own}]
  const secret = ${pairCodec(pair)}.join(first, second, ${quoted(pair.separator)})
${emitParts(holder, isPublic ? ['first', 'second'] : ['second'])}`
}

/** The line of a reading that tells of `parts`, where there are any. */
export function partsLine({ fields }: Holder): string {
  return hasParts(fields) ? '    parts,\n' : ''
}

export function hasParts(fields: Holder['fields']): boolean {
  return (
    fields.some(({ annotation }) => annotation?.hidden === true) ||
    answered(fields, 'secret')?.annotation.pair !== undefined
  )
}

function emitParts({ fields }: Holder, parts: readonly string[]): string {
  if (!hasParts(fields)) return ''
  const hidden = fields
    .filter(hasMeaning)
    .filter(({ annotation }) => annotation.hidden === true)
    .map(({ parents, name }) => `textAt(answer, ${[...namesOf(parents), name].map(quoted).join(', ')})`)
  return `  const parts = secretParts(${[...parts, ...hidden].join(', ')})\n`
}
