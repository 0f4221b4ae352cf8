import type { EmulatedRequest, Vendor } from 'keymux/emulator'
import { askOf } from './ask.js'
import { type Audit, audit } from './audit.js'
import { play } from './caller.js'
import { Story } from './story.js'
import { Witness } from './witness.js'
import { openWorld, type World } from './world.js'

/** What to run. */
export interface ChaosOptions {
  readonly creates: number
  readonly seed: number
  /** The share of all requests that go wrong. */
  readonly share: number
  /** How many keys are asked for at a time. Most of them wait most of the time. */
  readonly atOnce: number
  /** Called after each key that was asked for. */
  readonly onProgress: (done: number) => void
}

/** What came of it all. */
export interface ChaosReport extends Audit {
  readonly asked: number
  /** Creates that were made: more than were asked for, since one that came to nothing is made again. */
  readonly creates: number
  readonly returned: number
  readonly errors: ReadonlyMap<string, number>
  readonly requests: number
  /** How many requests each kind of fault hit. */
  readonly hits: ReadonlyMap<string, number>
}

/**
 * Each world has upstreams of its own, so that a list of keys does not grow without end, and no more creates than Factify takes
 * in a minute.
 */
const worldSize = 200
const worldsAtOnce = 4
const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']

/** Lets callers ask for keys at upstreams where much goes wrong, and sees in the end whether all is accounted for. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { creates, seed, atOnce, onProgress } = options
  const reports: ChaosReport[] = []
  const worlds = Array.from({ length: Math.ceil(creates / worldSize) }, (_, index) => index)
  const perWorld = Math.ceil(atOnce / Math.min(worldsAtOnce, worlds.length))
  let done = 0
  await inParallel(worlds, worldsAtOnce, async (index) => {
    const first = index * worldSize
    const numbers = Array.from({ length: Math.min(worldSize, creates - first) }, (_, place) => first + place)
    const world = await openWorld(seed * 1000 + index, options.share)
    const stories: Story[] = []
    try {
      await inParallel(numbers, perWorld, async (number) => {
        stories.push(await live(world, seed, number))
        onProgress((done += 1))
      })
      reports.push(await reportOf(world, stories))
    } finally {
      await world.close()
    }
  })
  return sumOf(reports)
}

async function live(world: World, seed: number, number: number): Promise<Story> {
  const ask = askOf(seed, number)
  const witness = new Witness(world.emulator, ask.vendor)
  const story = new Story(ask, witness)
  await play(world.clientOf(ask.vendor, witness.fetch), story)
  return story
}

async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
}

async function reportOf({ emulator }: World, stories: readonly Story[]): Promise<ChaosReport> {
  const audits = await Promise.all(
    vendors.map(async (vendor) => {
      const own = stories.filter(({ ask }) => ask.vendor === vendor)
      return audit(emulator, vendor, own)
    }),
  )
  const { requests } = emulator
  return {
    ...sumOfAudits(audits),
    asked: stories.length,
    creates: sum(stories, (story) => story.creates),
    returned: sum(stories, (story) => story.results.length),
    errors: countsOf(stories.flatMap(({ codes }) => codes)),
    requests: requests.length,
    hits: countsOf(requests.flatMap(({ fault }: EmulatedRequest) => (fault === null ? [] : [fault]))),
  }
}

function sumOf(reports: readonly ChaosReport[]): ChaosReport {
  return {
    ...sumOfAudits(reports),
    asked: sum(reports, ({ asked }) => asked),
    creates: sum(reports, ({ creates }) => creates),
    returned: sum(reports, ({ returned }) => returned),
    errors: merged(reports.map(({ errors }) => errors)),
    requests: sum(reports, ({ requests }) => requests),
    hits: merged(reports.map(({ hits }) => hits)),
  }
}

function sumOfAudits(audits: readonly Audit[]): Audit {
  return {
    live: sum(audits, ({ live: count }) => count),
    orphans: audits.flatMap(({ orphans }) => orphans),
    duplicates: audits.flatMap(({ duplicates }) => duplicates),
    lost: audits.flatMap(({ lost }) => lost),
    untrue: audits.flatMap(({ untrue }) => untrue),
  }
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0)
}

function countsOf(words: readonly string[]): Map<string, number> {
  return merged([words.map((word): [string, number] => [word, 1])])
}

function merged(counts: readonly Iterable<readonly [string, number]>[]): Map<string, number> {
  const total = new Map<string, number>()
  for (const [word, count] of counts.flatMap((each) => [...each]))
    total.set(word, (total.get(word) ?? 0) + count)
  return total
}
