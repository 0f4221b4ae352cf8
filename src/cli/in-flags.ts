import { kebabCase } from './kebab-case.js'

/** What flags are called that are not called as the library's fields are. */
const flags: Readonly<Record<string, string>> = {
  scopes: '--scope',
  expiresAt: '--expires',
  enabled: '--disabled',
  vendor: '--vendor-fields',
  deliver: '--recipient',
  pageSize: '--page-size',
}
const alike = new Set(['name', 'owner', 'metadata', 'description', 'prefix', 'overlap', 'state', 'text'])

/** What the library says of its fields and options, for somebody who has flags: `owner` is `--owner`, a client's option a flag. */
export function inFlags(message: string, operation?: string): string {
  return message
    .replaceAll(/the client's `(\w+)`/g, (_, option: string) => `--${kebabCase(option)}`)
    .replaceAll(/`(\w+)`/g, (quoted, field: string) => flagOf(field, operation) ?? quoted)
}

/** The flag for a place in an input: `scopes.0` is said by `--scope`. */
export function flagOf(path: string, operation?: string): string | undefined {
  const [field = ''] = path.split('.')
  if (field === 'enabled' && operation === 'update') return '--disable'
  return alike.has(field) ? `--${field}` : Object.hasOwn(flags, field) ? flags[field] : undefined
}
