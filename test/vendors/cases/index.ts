import type { VendorCase } from '../support/vendor-case.js'
import { clerkCase } from './clerk.js'
import { factifyCase } from './factify.js'
import { flowCase } from './flow.js'
import { unkeyCase } from './unkey.js'

export const cases: readonly VendorCase[] = [unkeyCase, clerkCase, factifyCase, flowCase]
