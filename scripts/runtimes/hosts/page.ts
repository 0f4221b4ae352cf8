// The script of the page: it asks the server of the page for its setting, and leaves the results there.

import './guard.js'
import { contracts, entries, loadBundled, runChecks } from './checks.js'
import type { Setting } from '../checks/check.js'

const setting = (await (await fetch('/setting')).json()) as Setting
const results = await runChecks(setting, { inspect: undefined, contracts, entries, load: loadBundled })
await fetch('/results', { method: 'POST', body: JSON.stringify(results) })
