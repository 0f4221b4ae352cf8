import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { relative, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { rooms, source } from './places.js'

/** Node's own modules stay imports. Packages in the old format ask for them by `require`, which there is none of in the new. */
export const nodeStaysOutside: Plugin = {
  name: 'node-stays-outside',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined
      const named = path.startsWith('node:') ? path : `node:${path}`
      return kind === 'require-call'
        ? { path: named, namespace: 'required' }
        : { path: named, external: true }
    })
    onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({
      contents: `import all from '${path}'\nmodule.exports = all`,
    }))
  },
}

/**
 * What the command line needs of the library it imports from the entries, as any user does: so it cuts no chunk of a client in two.
 * All of its files lie one folder deep, beside those of the rooms.
 */
export const entriesStayImports: Plugin = {
  name: 'entries-stay-imports',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(\.\.\/)+[a-z]+\/index\.js$/ }, ({ path, importer }) => {
      const [room = ''] = path.split('/').slice(-2)
      const isOfCommands = /^(cli|generator)[\\/]/.test(relative(resolve(source), importer))
      return isOfCommands && rooms.includes(room)
        ? { path: `../${room}/index.js`, external: true }
        : undefined
    }),
}

/** cli-progress, of the old format, would bring an older `string-width` along, and with it a list of all emoji. */
export const oneStringWidth: Plugin = {
  name: 'one-string-width',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^string-width$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, namespace: 'measured' } : undefined,
    )
    onLoad({ filter: /^/, namespace: 'measured' }, () => ({
      contents: "import width from 'string-width'\nmodule.exports = width",
      resolveDir: resolve('.'),
    }))
  },
}

/**
 * Most schemes of @noble/post-quantum are made by calls that its author has marked as doing nothing else, so that what nobody uses
 * goes. These are not, and would keep a further curve and hash.
 */
export const unusedSchemesGo: Plugin = {
  name: 'unused-schemes-go',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@noble[\\/]post-quantum[\\/]hybrid\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const makers = /(?<!function )\b(?:QSF|createKitchenSink|ecdhKem)\(/g
      return { contents: text.replaceAll(makers, '/* @__PURE__ */ $&') }
    }),
}
