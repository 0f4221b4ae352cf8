export { contracts, entries } from 'staged'
export { loadBundled } from '../checks/bundled.js'
export { runChecks } from '../checks/index.js'
