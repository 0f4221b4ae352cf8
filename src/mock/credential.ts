import type { Random } from '../emulator/random.js'
import { base62Alphabet } from '../emulator/encoding.js'
import type { VendorModel } from '../generator/model.js'

/** Makes a credential that looks as the overlay describes the vendor's: `The secret key, `sk_…`.` */
export function madeCredential({ id, root }: VendorModel, random: Random): string {
  const [, start = `${id.replaceAll('-', '_')}_`] = /`([\w-]{2,20})…`/.exec(root.credential.description) ?? []
  return start + random.text(base62Alphabet, 32)
}

/** Whether a request carries the credential as the overlay says. The scheme's case does not matter, as HTTP has it. */
export function carries(
  request: Request,
  { header, scheme }: VendorModel['root']['credential'],
  credential: string,
): boolean {
  const sent = request.headers.get(header)
  if (sent === null) return false
  if (scheme === '') return sent === credential
  const [, given = '', rest] = /^(\S+) +(\S+)$/.exec(sent) ?? []
  return given.toLowerCase() === scheme.toLowerCase() && rest === credential
}
