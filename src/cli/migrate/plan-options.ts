import { resolve } from 'node:path'
import type { KeyState, ListQuery } from '../../core/index.js'
import type { PlanOptions } from '../../migrate/index.js'
import { refuseForeign } from '../config/find-config.js'
import { defaultOf } from '../config/load-module.js'
import { Failure, usage } from '../failure.js'
import { readSecrets, type KnownSecrets } from '../secrets/known-secrets.js'
import type { SideFlags } from './sides.js'

/** Which keys shall go, and how, as flags say it. */
export interface PlanFlags extends SideFlags {
  readonly owner?: readonly string[]
  readonly state?: string
  readonly text?: string
  readonly toOwner?: string
  readonly reissue?: boolean
  readonly probe?: string
  readonly skipUnknown?: boolean
  readonly markerInName?: boolean
  readonly transform?: string
  readonly secretsFd?: number
}

/** The same, as it is kept for a run that goes on later. */
export interface Scope {
  readonly owners: readonly string[] | null
  readonly state: string | null
  readonly text: string | null
  readonly toOwner: string | null
  readonly isReissue: boolean
  readonly probe: string | null
  readonly skipUnknown: boolean
  readonly markerInName: boolean
  /** A module of the caller's. */
  readonly transform: string | null
  /** Whether the caller brings secrets: then they must be there each time. */
  readonly hasSecrets: boolean
}

export function scopeOf(flags: PlanFlags): Scope {
  return {
    owners: flags.owner ?? null,
    state: flags.state ?? null,
    text: flags.text ?? null,
    toOwner: flags.toOwner ?? null,
    isReissue: flags.reissue === true,
    probe: flags.probe ?? null,
    skipUnknown: flags.skipUnknown === true,
    markerInName: flags.markerInName === true,
    transform: flags.transform === undefined ? null : resolve(flags.transform),
    hasSecrets: flags.secretsFd !== undefined,
  }
}

export interface Told {
  readonly options: Omit<PlanOptions, 'from' | 'to'>
  readonly secrets: KnownSecrets | undefined
}

/** What `planMigration` is told. */
export async function planOptions(
  scope: Scope,
  { secretsFd }: Pick<PlanFlags, 'secretsFd'>,
  signal: AbortSignal,
): Promise<Told> {
  if (scope.hasSecrets && secretsFd === undefined)
    throw usage(
      'This migration was begun with secrets of yours: pass them again by --secrets-fd. Without them these keys would get new ones. Nothing was done.',
    )
  const secrets = secretsFd === undefined ? undefined : await readSecrets(secretsFd)
  const query: ListQuery = {
    ...(scope.state !== null && { state: scope.state as KeyState }),
    ...(scope.text !== null && { text: scope.text }),
  }
  const options = {
    ...(scope.owners !== null && { owners: scope.owners }),
    query,
    ...(scope.toOwner !== null && { owner: scope.toOwner }),
    ...(scope.isReissue && { strategy: 'reissue' as const }),
    // With secrets at hand a plan tells of each key whether it has one: to look costs nothing.
    probe: (scope.probe ?? (secrets === undefined ? 'first' : 'all')) as 'first' | 'all' | 'none',
    ...(scope.skipUnknown && { unknownState: 'skip' as const }),
    ...(scope.markerInName && { marker: 'name' as const }),
    ...(scope.transform !== null && { transform: await transformIn(scope.transform) }),
    ...(secrets !== undefined && { secretFor: ({ id }: { id: string }) => secrets.of(id) }),
    signal,
  }
  return { options, secrets }
}

type Transform = NonNullable<PlanOptions['transform']>

async function transformIn(file: string): Promise<Transform> {
  await refuseForeign(file)
  const found = await defaultOf(file).catch((error: unknown) => {
    if (error instanceof Failure) throw error
    return undefined
  })
  if (typeof found === 'function') return found as Transform
  throw usage(
    `--transform ${file}: it must be a module (.mjs, .ts) whose default export is a function (key, input) => input. Nothing was sent.`,
  )
}
