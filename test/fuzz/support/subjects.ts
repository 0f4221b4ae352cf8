import type { KeyClient } from 'keymux'
import { createEmulator, type Emulator, type EmulatorOptions, type Vendor } from 'keymux/emulator'
import { keyClients } from '../../vendors/support/key-clients.js'
import { wordsOf } from './words.js'

/** A request that a call made, and the vendor's answer. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly sent: string
  readonly status: number
  readonly text: string
}

/** A call that succeeds, all that it says over the wire, and what its outcome must be judged by. */
export interface Subject {
  readonly vendor: Vendor
  readonly emulator: Emulator
  /** `verify of a dead key` */
  readonly title: string
  readonly kind: Kind
  readonly call: (keys: KeyClient) => Promise<unknown>
  readonly exchanges: readonly Exchange[]
  /** The secret that the call gives, if it gives one. */
  readonly secret: string | undefined
  /** The keys that a list gives. */
  readonly ids: readonly string[]
}

export type Kind = 'plain' | 'secret' | 'list' | 'page' | 'verify valid' | 'verify dead'

/** What a caller keeps with a key, with names in it that vendors have for a secret. */
const traps = { secret: 'a secret of the caller', data: { key: 'a key of the caller', id: 'an id' } }

/** What each vendor takes, all of it. */
export const fullInputs: Readonly<Record<Vendor, object>> = {
  unkey: {
    owner: 'user_1',
    metadata: traps,
    scopes: ['read', 'write'],
    expiresAt: '30d',
    prefix: 'prod',
    vendor: { recoverable: true },
  },
  clerk: { description: 'For the build.', metadata: traps, scopes: ['read', 'write'], expiresAt: '30d' },
  factify: { expiresAt: '30d' },
  flow: {},
}

/** What the keys that are imported begin with. */
export const importedSecret = 'sk_old_Kd8RtYw3VbNq6ZxLm2HsPfGj'

let named = 0

export function inputOf(vendor: Vendor): { readonly name: string } {
  named += 1
  return { ...fullInputs[vendor], name: `Build ${named}` }
}

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of list) all.push(each)
  return all
}

interface Draft {
  readonly title: string
  readonly kind?: Kind
  call(keys: KeyClient): Promise<unknown>
}

/** Every operation of a vendor, as it goes when all is well. */
export async function subjectsOf(vendor: Vendor, options: EmulatorOptions = {}): Promise<Subject[]> {
  const emulator = createEmulator({ seed: 1, clerk: { deadKeys: 'flags' }, ...options })
  const keys = keyClients[vendor](emulator, { fetch: emulator.fetch })
  const made = [
    await keys.create(inputOf(vendor)),
    await keys.create(inputOf(vendor)),
    await keys.create(inputOf(vendor)),
  ] as const
  const ids = made.map(({ id }) => id)
  const drafts = [...common(vendor, made), ...more(vendor, keys, made), ...ending(keys, made)]
  const subjects: Subject[] = []
  for (const draft of drafts) subjects.push(await recorded(vendor, emulator, draft, ids))
  return subjects
}

type Made = readonly [Created, Created, Created]
type Created = Awaited<ReturnType<KeyClient['create']>>

function common(vendor: Vendor, [first]: Made): Draft[] {
  return [
    { title: 'create', kind: 'secret', call: (keys) => keys.create(inputOf(vendor)) },
    { title: 'get', call: (keys) => keys.get(first.id) },
    { title: 'list', kind: 'list', call: (keys) => collect(keys.list()) },
    { title: 'list by twos', kind: 'list', call: (keys) => collect(keys.list({ pageSize: 2 })) },
    { title: 'page', kind: 'page', call: (keys) => keys.list().page() },
  ]
}

/** What not every vendor has. */
function more(vendor: Vendor, all: KeyClient, [first, second, third]: Made): Draft[] {
  const drafts: Draft[] = []
  if (all.can('update'))
    drafts.push({
      title: 'update',
      call: async (keys) => keys.can('update') && keys.update(first.id, wordsOf(vendor).patch),
    })
  if (all.can('verify')) {
    const verify = async (keys: KeyClient, { secret }: Created): Promise<unknown> =>
      keys.can('verify') && keys.verify(secret)
    drafts.push({ title: 'verify', kind: 'verify valid', call: (keys) => verify(keys, first) })
    drafts.push({
      title: 'verify with scopes',
      kind: 'verify valid',
      call: async (keys) => keys.can('verify') && keys.verify(first.secret, { scopes: ['read'] }),
    })
    drafts.push({
      title: 'verify of no key',
      kind: 'verify dead',
      call: async (keys) => keys.can('verify') && keys.verify(`${first.secret.reveal()}x`),
    })
    drafts.push({
      title: 'verify of a dead key',
      kind: 'verify dead',
      call: async (keys) => verify(keys, third),
    })
  }
  if (all.can('recover'))
    drafts.push({
      title: 'recover',
      kind: 'secret',
      call: async (keys) => keys.can('recover') && keys.recover(first.id),
    })
  if (all.can('import'))
    drafts.push({
      title: 'import',
      call: async (keys) =>
        keys.can('import') && keys.import([{ secret: `${importedSecret}${(named += 1)}` }]),
    })
  drafts.push({
    title: 'rotate',
    kind: 'secret',
    call: async (keys) => keys.can('rotate') && keys.rotate(second.id, { overlap: '1h' }),
  })
  return drafts
}

/** At the end, since it takes the keys away. */
function ending(all: KeyClient, [first, second]: Made): Draft[] {
  const revoke: Draft = { title: 'revoke', call: (keys) => keys.revoke(first.id) }
  if (!all.can('delete')) return [revoke]
  return [revoke, { title: 'delete', call: async (keys) => keys.can('delete') && keys.delete(second.id) }]
}

async function recorded(
  vendor: Vendor,
  emulator: Emulator,
  { title, kind = 'plain', call }: Draft,
  ids: readonly string[],
): Promise<Subject> {
  if (kind === 'verify dead' && title.includes('dead')) await end(vendor, emulator, ids[2] ?? '')
  const exchanges: Exchange[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await emulator.fetch(input, init)
    const text = await answer.clone().text()
    exchanges.push({ ...requestOf(input, init), status: answer.status, text })
    return answer
  }
  const outcome = await call(keyClients[vendor](emulator, { fetch }))
  const secret = kind === 'secret' ? secretIn(outcome) : undefined
  return { vendor, emulator, title, kind, call, exchanges, secret, ids: idsIn(outcome) }
}

/** Ends a key, so that verifying it is refused and it stays in the list where that is so. */
async function end(vendor: Vendor, emulator: Emulator, id: string): Promise<void> {
  const keys = keyClients[vendor](emulator, { fetch: emulator.fetch })
  if (vendor === 'unkey' && keys.can('update')) await keys.update(id, { enabled: false })
  else await keys.revoke(id)
}

export function requestOf(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Pick<Exchange, 'method' | 'url' | 'sent'> {
  const url = input instanceof Request ? input.url : String(input)
  return { method: init?.method ?? 'GET', url, sent: typeof init?.body === 'string' ? init.body : '' }
}

function secretIn(outcome: unknown): string {
  const { secret = outcome } = outcome as { secret?: unknown }
  return (secret as { reveal(): string }).reveal()
}

function idsIn(outcome: unknown): string[] {
  const list = (outcome as { keys?: unknown }).keys ?? outcome
  return Array.isArray(list) ? list.map((each: { id: string }) => each.id) : []
}
