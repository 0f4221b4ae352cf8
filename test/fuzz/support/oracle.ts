import type { Vendor } from 'keymux/emulator'
import { proxyEnvelopes, sameName, wordsOf } from './words.js'

/**
 * Whether somebody who reads a vendor's documents finds the secret in an answer: as the text that stands under its documented
 * name, in any casing, where it belongs or one level off. The object around it may be missing, doubled, in a list, or lie in
 * one of those that proxies put around an answer.
 */
export function isReadable(vendor: Vendor, answer: unknown, secret: string): boolean {
  return pathsTo(answer, secret).some((path) => isInPlace(vendor, path))
}

type Step = string | number

function pathsTo(node: unknown, secret: string, above: readonly Step[] = []): (readonly Step[])[] {
  if (node === secret) return [above]
  if (above.length > 8 || typeof node !== 'object' || node === null) return []
  const steps: [Step, unknown][] = Array.isArray(node) ? Array.from(node.entries()) : Object.entries(node)
  return steps.flatMap(([step, inner]) => pathsTo(inner, secret, [...above, step]))
}

function isInPlace(vendor: Vendor, path: readonly Step[]): boolean {
  const { secret, envelopes } = wordsOf(vendor)
  const names = path.filter((step) => typeof step === 'string')
  const indexes = path.filter((step) => typeof step === 'number')
  const own = names.at(-1)
  if (own === undefined || !secret.some((name) => sameName(name, own))) return false
  if (indexes.length > 1 || indexes.some((index) => index !== 0)) return false
  const around = names.slice(0, -1)
  const documented = (name: string): boolean => envelopes.some((each) => sameName(each, name))
  const known = (name: string): boolean =>
    documented(name) || [...proxyEnvelopes, own].some((each) => sameName(each, name))
  const levelsOff = around.filter((name) => !documented(name)).length
  return around.every(known) && levelsOff <= 1 && around.length <= envelopes.length + 1
}
