// The Worker that workerd runs: it answers a setting with the results.

import './guard.js'
import { contracts, entries, loadBundled, runChecks } from './checks.js'
import type { Setting } from '../checks/check.js'

const worker = {
  async fetch(request: Request): Promise<Response> {
    const setting = (await request.json()) as Setting
    return Response.json(
      await runChecks(setting, { inspect: undefined, contracts, entries, load: loadBundled }),
    )
  },
}

// The form that a Worker must have.
export { worker as default }
