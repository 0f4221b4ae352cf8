import { base62Alphabet } from '../emulator/encoding.js'
import type { Random } from '../emulator/random.js'
import type { VendorModel } from '../generator/model.js'
import { isBasic, otherCredentials, type CredentialAnnotation } from '../generator/root-annotation.js'

type Annotation = VendorModel['root']['credential']

/** What a vendor lets in, by the options of its client. */
export type Credentials = Readonly<Record<string, string>>

/** Makes credentials that look as the overlay describes the vendor's: `The secret key, `sk_…`.` */
export function madeCredentials({ id, root }: VendorModel, random: Random): Credentials {
  const all: readonly CredentialAnnotation[] = [root.credential, ...otherCredentials(root)]
  return Object.fromEntries(all.map((each) => [each.option, madeCredential(id, each, random)]))
}

function madeCredential(id: string, { description }: CredentialAnnotation, random: Random): string {
  const [, start = `${id.replaceAll('-', '_')}_`] = /`([\w-]{2,20})…`/.exec(description) ?? []
  return start + random.text(base62Alphabet, 32)
}

/** Whether a request carries the credentials as the overlay says. The scheme's case does not matter, as HTTP has it. */
export function carries(request: Request, annotation: Annotation, credentials: Credentials): boolean {
  const { beside, ...first } = annotation
  const wanted = [{ ...first, text: textOf(annotation, credentials) }]
  const others = beside.map((each) => ({ ...each, text: credentials[each.option] ?? '' }))
  return [...wanted, ...others].every(({ header, scheme, text }) => isSent(request, header, scheme, text))
}

/** What stands in the header: the credential, or with a user before it in base64. */
function textOf({ option, scheme, user }: Annotation, credentials: Credentials): string {
  const own = credentials[option] ?? ''
  if (!isBasic(scheme)) return own
  const name = typeof user === 'object' ? credentials[user.option] : user
  return btoa(name === undefined ? `${own}:` : `${name}:${own}`)
}

function isSent(request: Request, header: string, scheme: string, text: string): boolean {
  const sent = request.headers.get(header)
  if (sent === null) return false
  if (scheme === '') return sent === text
  const [, given = '', rest] = /^(\S+) +(\S+)$/.exec(sent) ?? []
  return given.toLowerCase() === scheme.toLowerCase() && rest === text
}
