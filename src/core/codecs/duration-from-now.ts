const units = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const

/**
 * A moment as the time that is left until it, such as `1d` or `90s`: in the largest unit that it is a whole number of, rounded
 * up to a second.
 */
export const durationFromNow = {
  encode: (moment: Date, now: number): string => {
    const seconds = Math.ceil((moment.getTime() - now) / 1000)
    const [unit, size] = units.find(([, each]) => seconds % each === 0) ?? ['s', 1]
    return `${seconds / size}${unit}`
  },
} as const
