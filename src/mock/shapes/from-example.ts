import { base62Alphabet, hexAlphabet } from '../../emulator/encoding.js'
import { uuid } from '../../emulator/ids.js'
import type { Random } from '../../emulator/random.js'

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Below this a text made by chance might come twice. */
const leastRandom = 16

/**
 * A text of the shape of an example: what reads like a word stays (`sk`, `live`, `v1`), and what is random there is drawn anew
 * from the same kind of characters.
 */
export function fromExample(example: string, random: Random): string {
  if (uuidForm.test(example)) return uuid(random)
  const parts = example.split(/([_\-.:])/)
  const isRandom = parts.map((part, index) => index % 2 === 0 && looksRandom(part))
  if (!isRandom.includes(true)) isRandom[parts.length - 1] = true
  const drawn = parts.filter((_, index) => isRandom[index]).join('').length
  const last = isRandom.lastIndexOf(true)
  return parts
    .map((part, index) => {
      if (isRandom[index] !== true) return part
      return random.text(
        alphabetOf(part),
        part.length + (index === last ? Math.max(0, leastRandom - drawn) : 0),
      )
    })
    .join('')
}

/** Not a word, nor a version or a region. */
function looksRandom(part: string): boolean {
  return part.length > 4 && !/^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/.test(part)
}

function alphabetOf(part: string): string {
  if (/^\d+$/.test(part)) return '0123456789'
  if (/^[0-9a-f]+$/.test(part)) return hexAlphabet
  if (/^[0-9a-z]+$/.test(part)) return base62Alphabet.replaceAll(/[A-Z]/g, '')
  if (/^[0-9A-Z]+$/.test(part)) return base62Alphabet.replaceAll(/[a-z]/g, '')
  return base62Alphabet
}
