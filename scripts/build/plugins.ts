import { isBuiltin } from 'node:module'
import { relative, resolve } from 'node:path'
import type { Plugin } from 'rolldown'
import { rooms, source } from './places.js'

/** Of a module that hands on another's default export to those who ask by `require`. */
const required = '\0required:'

/** Node's own modules stay imports. Packages in the old format ask for them by `require`, which there is none of in the new. */
export const nodeStaysOutside: Plugin = {
  name: 'node-stays-outside',
  resolveId(id, _importer, { kind }) {
    if (!isBuiltin(id)) return undefined
    const name = id.startsWith('node:') ? id : `node:${id}`
    return kind === 'require-call' ? `${required}${name}` : { id: name, external: true }
  },
  load: (id) => (id.startsWith(required) ? defaultOf(id.slice(required.length)) : undefined),
}

/**
 * What the command line needs of the library it imports from the entries, as any user does: so it cuts no chunk of a client in two.
 * All of its files lie one folder deep, beside those of the rooms.
 */
export const entriesStayImports: Plugin = {
  name: 'entries-stay-imports',
  resolveId(id, importer = '') {
    const [, room = ''] = /^(?:\.\.\/)+([a-z]+)\/index\.js$/.exec(id) ?? []
    const isOfCommands = /^(cli|generator)[\\/]/.test(relative(resolve(source), importer))
    return isOfCommands && rooms.includes(room) ? { id: `../${room}/index.js`, external: true } : undefined
  },
}

/** cli-progress, of the old format, would bring an older `string-width` along, and with it a list of all emoji. */
export const oneStringWidth: Plugin = {
  name: 'one-string-width',
  resolveId(id, importer, { kind }) {
    if (id !== 'string-width') return undefined
    if (kind === 'require-call') return `${required}${id}`
    return importer === `${required}${id}` ? this.resolve(id, resolve('package.json')) : undefined
  },
  load: (id) => (id === `${required}string-width` ? defaultOf('string-width') : undefined),
}

function defaultOf(name: string): string {
  return `import all from '${name}'\nexport { all as 'module.exports' }`
}

/**
 * Most schemes of @noble/post-quantum are made by calls that its author has marked as doing nothing else, so that what nobody uses
 * goes. These are not, and would keep a further curve and hash.
 */
export const unusedSchemesGo: Plugin = {
  name: 'unused-schemes-go',
  transform: {
    filter: { id: /@noble[\\/]post-quantum[\\/]hybrid\.js$/ },
    handler(text) {
      const makers = /(?<!function )\b(?:QSF|createKitchenSink|ecdhKem)\(/g
      // The code leads nowhere: its source is not in the package.
      return { code: text.replaceAll(makers, '/* @__PURE__ */ $&'), map: { mappings: '' } }
    },
  },
}
