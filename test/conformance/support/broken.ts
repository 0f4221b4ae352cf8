import type { Fault } from './subject.js'

/** What is wrong with a provider; the check that finds it; what that one says; and the provider. */
export type Broken = readonly [what: string, check: string, says: RegExp, fault: Fault]
