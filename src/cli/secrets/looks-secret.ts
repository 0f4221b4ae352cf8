import { vendorList } from '../vendor-list.js'

const names = /secret|password|passphrase|token|private|credential|api_?key|root_?key/i

/** What vendors' credentials start with, as their descriptions say: `unkey_…`. */
const prefixes = vendorList.flatMap(({ credential }) =>
  [...credential.description.matchAll(/`([A-Za-z]+_)\w*…`/g)].map(([, prefix = '']) => prefix),
)
const known = ['sk-', 'ghp_', 'github_pat_', 'xoxb-', 'AKIA', 'eyJ', 'Bearer ', 'Basic ', '-----BEGIN']

/** Whether a setting of this name would hold a secret; the name of an environment variable is none. */
export function isSecretName(name: string): boolean {
  return name !== 'credentialEnv' && names.test(name)
}

/** Whether a text is a secret, as far as its beginning tells. */
export function looksSecret(text: string): boolean {
  if (URL.canParse(text) && new URL(text).password !== '') return true
  return text.length >= 12 && [...prefixes, ...known].some((prefix) => text.startsWith(prefix))
}
