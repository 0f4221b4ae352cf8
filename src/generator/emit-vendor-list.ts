import { capabilityLines } from './emit-capabilities.js'
import type { VendorModel } from './model.js'
import { literal, quoted } from './source-text.js'

/** What the command line must know of every vendor before it loads one: flags, variables, and what it can do. */
export function emitVendorList(models: readonly VendorModel[]): string {
  return `// Generated from the folders in specs. Do not edit: run \`npm run generate\`.

import type { VendorEntry } from './vendor-entry.js'

/** Every vendor, in the order of their ids. */
export const vendorList: readonly VendorEntry[] = [
${models.map(emitEntry).join('')}]
`
}

function emitEntry(model: VendorModel): string {
  const { id, root, serverUrl } = model
  const { option, env, description } = root.credential
  const options = Object.entries(root.options).map(([name, each]) => {
    const required = each.required && each.env !== undefined
    const own = { name, env: each.env ?? variableOf(id, name), required }
    return `      ${literal({ ...own, description: each.description })},\n`
  })
  const baseUrl = { env: root.baseUrl?.env ?? `${id.toUpperCase()}_BASE_URL`, default: serverUrl }
  return `  {
    id: ${quoted(id)},
    name: ${quoted(root.vendor)},
    credential: ${literal({ name: option, env, description })},
    options: [
${options.join('')}    ],
    baseUrl: ${literal(baseUrl)},
    capabilities: {
${capabilityLines(model).replaceAll(/^/gm, '    ').trimEnd()}
    },
  },
`
}

/** Where the factory reads none: `apiVersion` of `clerk` is CLERK_API_VERSION to the command line. */
function variableOf(id: string, name: string): string {
  return `${id}_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase()
}
