/** How many situations are tried for each vendor, and of which seed: `FUZZ_RUNS` of all four vendors, and `FUZZ_SEED`. */
export interface RunSize {
  readonly perVendor: number
  readonly seed: string
}

/** What the environment asks for, else the size that is right for every run of the tests. */
export function runSize(byDefault: number): RunSize {
  const asked = Number(process.env['FUZZ_RUNS'] ?? byDefault)
  return { perVendor: Math.ceil(asked / 4), seed: process.env['FUZZ_SEED'] ?? '1' }
}
