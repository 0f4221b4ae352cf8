import type { Secret } from 'keymux'
import { clerk, type ClerkSubjectClient } from 'keymux/clerk'
import { createEmulator, type Emulator, type EmulatorOptions } from 'keymux/emulator'
import {
  createRouter,
  type MoveErrorEvent,
  type MoveEvent,
  type Router,
  type RouterOptions,
} from 'keymux/router'
import { unkey, type UnkeyClient } from 'keymux/unkey'

export type WorldOptions = Partial<RouterOptions<UnkeyClient, ClerkSubjectClient>>

export interface World {
  readonly emulator: Emulator
  readonly primary: UnkeyClient
  readonly secondary: ClerkSubjectClient
  readonly router: Router<UnkeyClient, ClerkSubjectClient>
  readonly moved: MoveEvent[]
  readonly failed: MoveErrorEvent[]
  /** How often an upstream was asked for an operation. */
  asked(vendor: 'unkey' | 'clerk', operation: string): number
}

/** From Clerk to Unkey, as far as the emulator goes; nothing is repeated, so that each fault is felt. */
export function world(options: WorldOptions = {}, setup: EmulatorOptions = {}): World {
  const emulator = createEmulator({ seed: 1, ...setup })
  const primary = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch, retry: { limit: 0 } })
  const secondary = clerk({ ...emulator.credentials.clerk, fetch: emulator.fetch, retry: { limit: 0 } })
  const moved: MoveEvent[] = []
  const failed: MoveErrorEvent[] = []
  const router = createRouter({
    primary,
    secondary,
    lazy: true,
    onMove: (event) => moved.push(event),
    onError: (event) => failed.push(event),
    ...options,
  })
  const asked = (vendor: string, operation: string): number =>
    emulator.requests.filter((each) => each.vendor === vendor && each.operation === operation).length
  return { emulator, primary, secondary, router, moved, failed, asked }
}

/** A key of the old vendor that has moved. */
export async function movedKey(scene: World): Promise<{ secret: Secret; oldId: string; newId: string }> {
  const old = await scene.secondary.create({ name: 'old one', metadata: { plan: 'pro' } })
  await scene.router.verify(old.secret)
  await scene.router.idle()
  const [held] = scene.emulator.keys('unkey')
  return { secret: old.secret, oldId: old.id, newId: held?.id ?? '' }
}

/** As another process sees it that shares nothing but the vendors. */
export function elsewhere({ primary, secondary }: World): World['router'] {
  return world({ primary, secondary }).router
}

/** A client that does something of a test's own around one of its operations. */
export function around<Client extends object>(
  client: Client,
  name: keyof Client,
  wrap: (run: () => Promise<unknown>) => Promise<unknown>,
): Client {
  const run = client[name] as (...call: unknown[]) => Promise<unknown>
  return { ...client, [name]: async (...call: unknown[]) => wrap(async () => run(...call)) }
}

/** A promise that is kept when one says so. */
export function gate(): { promise: Promise<void>; open: () => void } {
  let resolveIt: (() => void) | undefined
  const promise = new Promise<void>((resolve) => {
    resolveIt = resolve
  })
  return { promise, open: () => resolveIt?.() }
}

/** What a rejection is. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
