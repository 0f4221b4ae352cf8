/** One thing that was seen. Whether it is bad is decided by what it is, the same for everybody. */
export interface Finding {
  readonly text: string
  readonly isBad: boolean
}

/** What came of a row for one package; empty where the row does not apply to it. */
export type Cell = readonly Finding[]

export const fine = (text: string): Finding => ({ text, isBad: false })

export const bad = (text: string): Finding => ({ text, isBad: true })

/** `1 key`, `2 keys`, `many keys`: exact only as far as it is the same in every run. */
export function amount(count: number, noun: string): string {
  if (count === 0) return `no ${noun}`
  if (count === 1) return `1 ${noun}`
  return `${count > 3 ? 'many' : count} ${noun}s`
}
