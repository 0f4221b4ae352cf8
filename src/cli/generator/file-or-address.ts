import { posix } from 'node:path'

/** A path as every message writes it, `specs/acme.yaml` of `./specs/acme.yaml`; an address as it is. */
export function fileOrAddress(text: string): string {
  return /^https?:\/\//i.test(text) ? text : posix.normalize(text)
}
