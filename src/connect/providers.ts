// Generated from the folders in specs. Do not edit: run `npm run generate`.

import type { clerk } from '../providers/clerk/index.js'
import type { factify } from '../providers/factify/index.js'
import type { flow } from '../providers/flow/index.js'
import type { openrouter } from '../providers/openrouter/index.js'
import type { unkey } from '../providers/unkey/index.js'
import type { workos } from '../providers/workos/index.js'

/** The factory of each vendor, for metadata that goes in as `In` and comes out as `Out`. */
export interface Factories<In extends object, Out extends object> {
  readonly clerk: typeof clerk<In, Out>
  readonly factify: typeof factify
  readonly flow: typeof flow
  readonly openrouter: typeof openrouter
  readonly unkey: typeof unkey<In, Out>
  readonly workos: typeof workos
}

type Load = () => Promise<(options?: object) => object>

/** Loads the factory of one vendor, and of no other. */
export const load: Readonly<Record<keyof Factories<object, object>, Load>> = {
  clerk: async () => (await import('../providers/clerk/index.js')).clerk,
  factify: async () => (await import('../providers/factify/index.js')).factify,
  flow: async () => (await import('../providers/flow/index.js')).flow,
  openrouter: async () => (await import('../providers/openrouter/index.js')).openrouter,
  unkey: async () => (await import('../providers/unkey/index.js')).unkey,
  workos: async () => (await import('../providers/workos/index.js')).workos,
}
