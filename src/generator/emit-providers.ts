import { isJsonObject, type JsonValue } from './json.js'
import { quoted } from './source-text.js'

/** A vendor with a folder of its own among the providers. */
export interface Provider {
  readonly id: string
  /** Then its factory can be told, in two type arguments, what goes in as metadata and what comes out. */
  readonly storesMetadata: boolean
}

/** Whether an overlay finds metadata among the vendor's fields. */
export function storesMetadata(overlay: JsonValue): boolean {
  if (Array.isArray(overlay)) return overlay.some(storesMetadata)
  if (!isJsonObject(overlay)) return false
  return overlay['field'] === 'metadata' || Object.values(overlay).some(storesMetadata)
}

/**
 * The list of lazy imports by which `connect` finds each vendor's factory: the export of `providers/<id>/index.js` that
 * bears the vendor's id.
 */
export function emitProviders(providers: readonly Provider[]): string {
  const modules = providers.map(({ id }) => ({ id, path: quoted(`../providers/${id}/index.js`) }))
  const types = modules.map(({ id, path }) => `import type { ${id} } from ${path}\n`)
  const factories = providers.map(
    (provider) =>
      `  readonly ${provider.id}: typeof ${provider.id}${provider.storesMetadata ? '<In, Out>' : ''}\n`,
  )
  const loaders = modules.map(({ id, path }) => `  ${id}: async () => (await import(${path})).${id},\n`)
  return `// Generated from the folders in specs. Do not edit: run \`npm run generate\`.

${types.join('')}
/** The factory of each vendor, for metadata that goes in as \`In\` and comes out as \`Out\`. */
export interface Factories<In extends object, Out extends object> {
${factories.join('')}}

type Load = () => Promise<(options?: object) => object>

/** Loads the factory of one vendor, and of no other. */
export const load: Readonly<Record<keyof Factories<object, object>, Load>> = {
${loaders.join('')}}
`
}
