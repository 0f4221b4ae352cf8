import type { Vendor } from 'keymux/emulator'
import { faultsOf } from './judge.js'
import type { RunSize } from './run-size.js'
import { situationsOf } from './situations.js'
import { subjectsOf } from './subjects.js'

/** Failures beyond these would only repeat them. */
const mostShown = 25

/** Tries so many mutated answers of a vendor. Gives what is wrong with any of them. */
export async function fuzzAnswers(vendor: Vendor, { perVendor, seed }: RunSize): Promise<string[]> {
  const subjects = [...(await subjectsOf(vendor)), ...(await variantsOf(vendor))]
  const faults: string[] = []
  for (const situation of situationsOf(subjects, perVendor, `answers/${vendor}/${seed}`)) {
    for (const fault of await faultsOf(situation)) faults.push(`${fault}: ${situation.name}`)
    if (faults.length >= mostShown) break
  }
  return faults
}

/** The same vendor where it is not known which of two ways it answers. */
async function variantsOf(vendor: Vendor): ReturnType<typeof subjectsOf> {
  if (vendor === 'flow') return subjectsOf('flow', { seed: 2, flow: { casing: 'snake' } })
  return vendor === 'clerk' ? subjectsOf('clerk', { seed: 2, clerk: { deadKeys: 'not-found' } }) : []
}
