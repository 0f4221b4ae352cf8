import { readFileSync, writeFileSync } from 'node:fs'
import type { KeyClient } from 'keymux'
import { connect } from 'keymux/connect'
import { vendorList } from '../../../src/cli/vendor-list.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { randomPart } from '../../leaks/support/planted.js'
import { World } from './keymux.js'
import { background, watch, type Seen, type Watched, type Watching } from './watch.js'

export interface Held {
  readonly id: string
  readonly secret: string
}

/** A world whose credentials stand in files, and whose upstreams answer late, so that there is time to look. */
export class LeakWorld {
  readonly world: World
  /** Of all vendors: none of them is to be seen at any command. */
  readonly credentials: readonly string[]
  readonly #background: ReadonlySet<string>
  #count = 0

  private constructor(world: World, before: readonly Seen[]) {
    this.world = world
    this.#background = new Set(before.map(keyOf))
    const held = new Map<string, Readonly<Record<string, string>>>(Object.entries(world.emulator.credentials))
    this.credentials = vendorList.map(({ id, credential }) => held.get(id)?.[credential.name] ?? '')
    for (const [index, { id }] of vendorList.entries())
      writeFileSync(world.path(`${id}.credential`), this.credentials[index] ?? '', { mode: 0o600 })
    world.emulator.faults.add({ kind: 'slow', delayMs: 120, times: Infinity })
  }

  /** @param seed one that no test beside this one has, whose credentials may be anywhere */
  static async open(seed: number): Promise<LeakWorld> {
    const before = background()
    return new LeakWorld(await World.open({ seed }), before)
  }

  /** A name that no other key or file has. */
  name(): string {
    return `watched-${(this.#count += 1)}`
  }

  read(file: string): string {
    return readFileSync(this.world.path(file), 'utf8').trim()
  }

  clientAt(vendor: string): Promise<KeyClient> {
    const { emulator, server } = this.world
    const own = new Map<string, object>(Object.entries(emulator.credentials)).get(vendor)
    return connect(vendor, {
      ...own,
      baseUrl: new Map<string, string>(Object.entries(server.urls)).get(vendor),
    })
  }

  async keyAt(vendor: string): Promise<Held> {
    const { id, secret } = await (await this.clientAt(vendor)).create({ name: this.name() })
    return { id, secret: secret.reveal() }
  }

  /** A key whose secret nobody is known to hold: what should have taken it failed. */
  async orphanAt(vendor: string): Promise<Held> {
    const kept = vendor === 'unkey' ? ['--vendor-fields', '{"recoverable":true}'] : []
    const name = this.name()
    const script = `cat <&3 > ${name}.key; echo "$KEYMUX_KEY_ID" > ${name}; exit 1`
    const create = ['create', '--vendor', vendor, '--name', name, '--credential-fd', '3', ...kept]
    await this.watch({
      args: [...create, '--secret-fd', '3', '--exec', 'sh', '-c', script],
      descriptors: [`${vendor}.credential`],
    })
    return { id: this.read(name), secret: this.read(`${name}.key`) }
  }

  /** Watches a command without any credential in its environment. */
  async watch(watching: Watching): Promise<Watched> {
    const none = Object.fromEntries(vendorList.map(({ credential }) => [credential.env, undefined]))
    return watch(this.world, { env: none, ...watching })
  }

  /** Where one of these secrets shows, or a credential, and how: never itself. */
  leaksIn(seen: readonly Seen[], secrets: readonly string[]): string[] {
    const hidden = { secrets: [...this.credentials, ...secrets].map(randomPart) }
    const places = new Map<string, string[]>()
    // What was there before any of these secrets was made holds none of them.
    const since = seen.filter((each) => !this.#background.has(keyOf(each)))
    for (const { where, text } of since) places.set(where, [...(places.get(where) ?? []), text])
    return [...places].flatMap(([where, texts]) => {
      const leaks = findLeaks([...new Set(texts)].join('\n'), hidden)
      return leaks.length === 0 ? [] : [`${where}: ${leaks.join(', ')}`]
    })
  }
}

function keyOf({ where, text }: Seen): string {
  return `${where}\0${text}`
}
