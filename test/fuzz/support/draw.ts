import { createRandom } from '../../../src/emulator/random.js'

/** Decisions that come out the same for the same seed. */
export class Draw {
  readonly #fraction: () => number

  constructor(seed: string) {
    const random = createRandom(seed)
    this.#fraction = () => random.fraction()
  }

  /** A whole number from 0 to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.#fraction() * end)
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new Error('There is nothing to pick from.')
    return picked
  }

  chance(probability: number): boolean {
    return this.#fraction() < probability
  }
}
