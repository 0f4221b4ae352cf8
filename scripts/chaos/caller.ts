import type {
  CreateKeyInput,
  CreateOptions,
  KeyClient,
  KeymuxError,
  KeyOperations,
  Reconciliation,
} from 'keymux'
import { Secret } from 'keymux'
import { setTimeout as pause } from 'node:timers/promises'
import { nameOf, type Ask } from './ask.js'
import type { Story } from './story.js'

/** How often a caller does again what failed. With 30% of all requests gone wrong, one in a thousand calls fails that often. */
const mostTries = 25
const mostCreates = 3
const waitMs = 50

/** What a careful user of a client does to get one key. Nothing here knows which vendor it is, but for what a create takes. */
export async function play(keys: KeyClient, story: Story): Promise<void> {
  const { ask } = story
  if (ask.importing !== undefined && keys.can('import')) return importKey(keys, story, ask.importing)
  const id = await createKey(keys, story)
  if (id === undefined) return
  if (ask.sequel === 'look') await look(keys, story, id)
  if (ask.sequel === 'rotate') await rotate(keys, story, id)
  if (ask.sequel === 'revoke') await revoke(keys, story, id)
}

/** Asks for a key until there is one, or the caller has lost patience; never again before it is known what became of the last. */
async function createKey(keys: KeyClient, story: Story): Promise<string | undefined> {
  const { ask } = story
  for (let time = 1; time <= mostCreates; time += 1) {
    const patience = new AbortController()
    const timer =
      time === 1 && ask.abortAfterMs !== undefined
        ? setTimeout(() => patience.abort(), ask.abortAfterMs)
        : undefined
    story.creates += 1
    try {
      const result = await keys.create(inputFor(ask, time), {
        ...optionsOf(ask, time),
        signal: patience.signal,
      })
      story.keep('created', result)
      return result.id
    } catch (error) {
      const failure = story.note('create', error)
      if (failure === undefined) return undefined
      story.codes.push(failure.code)
      const settled = await settle(story, failure)
      if (settled?.status === 'recovered') return settled.result.id
      if (patience.signal.aborted || (failure.mayHaveActed && settled === undefined)) return undefined
    } finally {
      clearTimeout(timer)
    }
  }
  return undefined
}

function optionsOf({ settledBy, timeout }: Ask, time: number): CreateOptions {
  return {
    ...(settledBy === 'client' && { onAmbiguous: 'reconcile' }),
    ...(time === 1 && { timeout }),
  }
}

function inputFor(ask: Ask, time: number): CreateKeyInput {
  const name = nameOf(ask, time)
  switch (ask.vendor) {
    case 'unkey': {
      const recoverable = ask.random.chance(0.5)
      return {
        name,
        owner: `team_${ask.number % 5}`,
        prefix: 'prod',
        metadata: { plan: 'pro' },
        vendor: { recoverable },
      }
    }
    case 'clerk':
      return { name, metadata: { plan: 'pro' }, scopes: ['read'] }
    case 'factify':
      return { name, expiresAt: '30d' }
    case 'flow':
      return { name }
  }
}

/** Finds out what became of a create that may have been done, as often as it takes. Undefined where there is nothing to settle. */
async function settle(story: Story, error: KeymuxError): Promise<Reconciliation | undefined> {
  const { mayHaveActed, reconcile } = error
  if (!mayHaveActed || reconcile === undefined) return undefined
  for (let time = 1; time <= mostTries; time += 1) {
    try {
      const settled = await reconcile()
      story.settle(settled)
      return settled
    } catch (failure) {
      if (story.note('reconcile', failure) === undefined) return undefined
      await pause(waitMs)
    }
  }
  return undefined
}

/** A leaked key: the new one is kept, the old one must be dead in the end, or live on if there is no new one. */
async function rotate(keys: KeyClient, story: Story, id: string): Promise<void> {
  if (!keys.can('rotate')) return
  try {
    story.keep('rotated', await keys.rotate(id, { overlap: '0s', ...optionsOf(story.ask, 2) }))
    story.ended.add(id)
  } catch (error) {
    const failure = story.note('rotate', error)
    if (failure === undefined) return
    story.codes.push(failure.code)
    const settled = await settle(story, failure)
    const isThere = settled === undefined ? failure.secret !== undefined : settled.status === 'recovered'
    if (isThere) await revoke(keys, story, id)
  }
}

async function revoke(keys: KeyClient, story: Story, id: string): Promise<void> {
  for (let time = 1; time <= mostTries; time += 1) {
    try {
      await keys.revoke(id)
      story.trail.push(`revoked: ${id}`)
      story.ended.add(id)
      return
    } catch (error) {
      if (story.note('revoke', error) === undefined) return
      await pause(waitMs)
    }
  }
}

/** Reads that may fail, but must not tell what is not so. */
async function look(keys: KeyClient, story: Story, id: string): Promise<void> {
  const reads: (() => Promise<unknown>)[] = [
    async () => {
      const { id: told } = await keys.get(id)
      if (told !== id) story.faults.push('get gave another key')
    },
    async () => keys.list().page(),
    async () => {
      if (!keys.can('recover')) return
      const again = await keys.recover(id)
      if (!story.secrets.some((secret) => secret.equals(again)))
        story.faults.push('recover gave another secret')
    },
  ]
  for (const read of reads) await read().catch((error: unknown) => story.note('look', error))
}

/** A key whose holder has its secret already: importing it again tells what became of the first time. */
async function importKey(keys: Pick<KeyOperations, 'import'>, story: Story, secret: string): Promise<void> {
  story.secrets.push(new Secret(secret))
  for (let time = 1; time <= mostTries; time += 1) {
    try {
      const [outcome] = await keys.import([{ secret, name: nameOf(story.ask, 1) }])
      story.trail.push(`import: ${outcome?.status}`)
      if (outcome?.status === 'imported' || outcome?.status === 'exists') return
    } catch (error) {
      if (story.note('import', error) === undefined) return
    }
    await pause(waitMs)
  }
  story.faults.push('import came to nothing')
}
