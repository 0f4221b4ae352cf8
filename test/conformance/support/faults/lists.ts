import { walks, withLastKeyAgain, withoutSecondPage } from '../altering.js'
import type { Broken } from '../broken.js'

export const listFaults: readonly Broken[] = [
  [
    'loses a page',
    'list: it gives every key exactly once, over several pages',
    /2 of 5 keys are lost in a list of several pages, key_\S+ for one/,
    walks(withoutSecondPage),
  ],
  [
    'gives a key twice',
    'list: it gives every key exactly once, over several pages',
    /The list gives key_\S+ twice/,
    walks(withLastKeyAgain),
  ],
  [
    'ends a list after its first page',
    'list: `page` leads through the same keys to a last page',
    /3 of 5 keys are lost in the list page by page/,
    (good) => ({
      list: (query, options) => {
        const list = good.list(query, options)
        return { ...list, page: async () => ({ ...(await list.page()), cursor: null }) }
      },
    }),
  ],
  [
    'leads in a circle',
    'list: `page` leads through the same keys to a last page',
    /gives key_\S+ twice/,
    (good) => ({
      list: (query, options) => {
        const list = good.list(query, options)
        return { ...list, page: async () => list.page() }
      },
    }),
  ],
  [
    'asks before it is read',
    'list: nothing is asked before it is read, and no more than is read',
    /list sent a request before anything was read/,
    (good) => ({
      list: (query, options) => {
        void good.list(query, options).page()
        return good.list(query, options)
      },
    }),
  ],
  [
    'drops a filter',
    'list: by `state` it gives keys in this state alone',
    /A list by \{"state":"active"\} gives a key with "revoked" as its `state`/,
    (good) => ({ list: (query, options) => good.list({ ...query, state: undefined }, options) }),
  ],
]
