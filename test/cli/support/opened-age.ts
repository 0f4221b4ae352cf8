import { readFileSync } from 'node:fs'
import { armor, Decrypter } from 'age-encryption'

/** What a run has delivered of one key. */
export interface Delivered {
  readonly id: string
  readonly target: string
  readonly secret: string
}

/** The new secrets in a file that a run has encrypted, for whoever has the identity. */
export async function openedAge(file: string, identity: string): Promise<readonly Delivered[]> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const blocks = readFileSync(file, 'utf8').split(/(?=-----BEGIN)/)
  const texts = await Promise.all(
    blocks
      .filter((block) => block !== '')
      .map(async (block) => decrypter.decrypt(armor.decode(block), 'text')),
  )
  return texts.flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Delivered),
  )
}
