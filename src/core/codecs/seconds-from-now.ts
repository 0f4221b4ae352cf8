/**
 * A moment as the seconds that are left until it, as Clerk takes an expiry. Rounded up: a key asked to live for
 * 1.2 seconds is not dead after one.
 */
export const secondsFromNow = {
  encode: (moment: Date, now: number): number => Math.ceil((moment.getTime() - now) / 1000),
} as const
