import type { Emulator, HeldKey, Vendor } from 'keymux/emulator'
import { askNumberIn } from './ask.js'
import type { Story } from './story.js'

/** Something that must not be, with all that is known of how it came about but the secret. */
export interface Finding {
  readonly what: string
  readonly vendor: Vendor
  readonly id: string | null
  /** When the upstream made it: a request that the network held up comes later than any client waits for. */
  readonly madeAt: Date | null
  readonly story: Story | undefined
}

/** What the upstreams hold in the end, against what the callers were told. */
export interface Audit {
  readonly live: number
  /** Live keys of which nobody holds the secret and no error named the id. */
  readonly orphans: readonly Finding[]
  /** Live keys beyond the first of one that was asked for. */
  readonly duplicates: readonly Finding[]
  /** Secrets that were readable in an answer, and that the caller did not get. */
  readonly lost: readonly Finding[]
  /** Whatever else a caller was told that is not so. */
  readonly untrue: readonly Finding[]
}

/** Compares one vendor's keys with the stories of those who asked for them. */
export async function audit(emulator: Emulator, vendor: Vendor, stories: readonly Story[]): Promise<Audit> {
  const live = emulator.keys(vendor).filter(({ state }) => state === 'active')
  const byNumber = new Map(stories.map((story) => [story.ask.number, story]))
  const storyOf = ({ name }: HeldKey): Story | undefined => byNumber.get(askNumberIn(name) ?? -1)
  const find = (what: string, keys: readonly HeldKey[]): Finding[] =>
    keys.map((key) => ({ what, vendor, id: key.id, madeAt: key.createdAt, story: storyOf(key) }))

  const known = await knownIds(emulator, vendor, stories)
  const firsts = new Set<number | undefined>()
  const isAgain = ({ name }: HeldKey): boolean => {
    const number = askNumberIn(name)
    return firsts.has(number) || !firsts.add(number)
  }
  const ended = new Set(stories.flatMap((story) => [...story.ended]))
  const undead = live.filter(({ id }) => ended.has(id))
  return {
    live: live.length,
    orphans: find(
      'orphan',
      live.filter(({ id }) => !known.has(id)),
    ),
    duplicates: find('duplicate', live.filter(isAgain)),
    lost: await lostSecrets(vendor, stories, new Set(live.map(({ id }) => id))),
    untrue: [
      ...find('said to be dead, and alive', undead),
      ...stories.flatMap((story) =>
        story.faults.map((what) => ({ what, vendor, id: null, madeAt: null, story })),
      ),
      ...(await wrongResults(emulator, vendor, stories)),
    ],
  }
}

/** The keys whose secret a caller holds, or that an error named. */
async function knownIds(emulator: Emulator, vendor: Vendor, stories: readonly Story[]): Promise<Set<string>> {
  const known = new Set(stories.flatMap(({ named }) => [...named]))
  for (const secret of stories.flatMap(({ secrets }) => secrets)) {
    const key = await emulator.keyOf(vendor, secret)
    if (key !== null) known.add(key.id)
  }
  return known
}

/**
 * A caller who settles what is open itself is owed the secret of every create. Where the client settles it, or reads a secret once
 * more, the key may have been ended since, and the caller told so: then only the secret of a live key is missed.
 */
async function lostSecrets(
  vendor: Vendor,
  stories: readonly Story[],
  live: ReadonlySet<string>,
): Promise<Finding[]> {
  const lost: Finding[] = []
  for (const story of stories) {
    for (const { secret, key, isFirst } of await story.witness.received()) {
      const isHeld = story.secrets.some((held) => held.equals(secret))
      const isOwed = live.has(key.id) || (isFirst && story.ask.settledBy === 'caller')
      if (!isHeld && isOwed)
        lost.push({ what: 'secret lost', vendor, id: key.id, madeAt: key.createdAt, story })
    }
  }
  return lost
}

/**
 * Results whose secret is of another key than they say. An id that no key has is not the client's doing: a vendor can give a wrong
 * one. A key that is gone by now tells nothing.
 */
async function wrongResults(
  emulator: Emulator,
  vendor: Vendor,
  stories: readonly Story[],
): Promise<Finding[]> {
  const wrong: Finding[] = []
  const held = new Map(emulator.keys(vendor).map((key) => [key.id, key]))
  for (const story of stories) {
    for (const { id, secret, prefix } of story.results) {
      const key = await emulator.keyOf(vendor, secret)
      if (held.has(id) && key?.id !== id)
        wrong.push({ what: 'a result with the secret of another key', vendor, id, madeAt: null, story })
      if (prefix !== null && !secret.reveal().startsWith(prefix))
        wrong.push({ what: 'a result with the wrong prefix', vendor, id, madeAt: null, story })
    }
  }
  return wrong
}
