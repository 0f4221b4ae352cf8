import { vendorList } from '../vendor-list.js'

const taken = new Map<string, string>()

/**
 * Takes all vendors' credentials out of the environment: a diagnostic report of Node's, which a crash may write, lists it, and a child
 * inherits it.
 */
export function takeCredentials(): void {
  for (const { credential } of vendorList) take(credential.env)
}

/** The credential that this variable held. */
export function environmentCredential(variable: string): string | undefined {
  // A profile may name any.
  take(variable)
  return taken.get(variable)
}

function take(variable: string): void {
  const value = process.env[variable]
  delete process.env[variable]
  if (value !== undefined && value !== '') taken.set(variable, value)
}
