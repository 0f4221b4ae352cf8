import type { KeyClient } from 'keymux'
import type { ConformanceSubject } from 'keymux/conformance'
import type { EmulatedRequest, Fault, HeldKey, Vendor } from 'keymux/emulator'

/** What a runtime is, as far as the checks must know it: told by the command, as JSON. */
export interface Setting {
  /** Where the command serves the emulator: a `baseUrl` for each vendor. */
  readonly urls: Readonly<Record<Vendor, string>>
  /** Where the command answers what else the checks ask for. */
  readonly control: string
  /** A port of this machine where nobody listens. */
  readonly deadUrl: string
  /** A page, whose code anybody can read. */
  readonly isPage: boolean
  /** Whether it has a `node:http` to serve with. */
  readonly canServe: boolean
  /** Whether MSW can be loaded. */
  readonly hasMsw: boolean
  /** Whether its `fetch` sends a request again when a connection that it kept breaks, whatever the caller would say to that. */
  readonly resends: boolean
  /** Whether an error of its `fetch` tells that a connection was refused. */
  readonly tellsRefusal: boolean
  /** Whether the command could give it an environment variable. */
  readonly hasEnvironment: boolean
  /** The checks that are to run; all of them by default. */
  readonly only?: readonly string[]
}

export type ClientOptions = Parameters<ConformanceSubject['client']>[1]

/** An emulator, and how a client gets to it. */
export interface Place {
  subject(vendor: Vendor): ConformanceSubject
  client(vendor: Vendor, options?: ClientOptions): KeyClient
  held(vendor: Vendor): Promise<readonly HeldKey[]>
  requests(): Promise<readonly EmulatedRequest[]>
  addFault(fault: Fault): Promise<void>
  clearFaults(): Promise<void>
}

/** What the built package offers to import, by name; `names` are what the entry exports. */
export type Entries = Readonly<Record<string, { readonly names: readonly string[] }>>

/** What each vendor's contract is made of, by its id. */
export type Contracts = Readonly<Record<string, { readonly document: object; readonly overlay: object }>>

/** What a check can use. */
export interface World {
  readonly setting: Setting
  readonly inProcess: Place
  readonly overHttp: Place
  readonly entries: Entries
  readonly contracts: Contracts
  /** Loads an entry of the package by its name. */
  readonly load: (entry: string) => Promise<Readonly<Record<string, unknown>>>
  /** How the runtime itself shows a value, where that can be asked for. */
  readonly inspect: ((value: unknown) => string) | undefined
}

/** A row of the table. */
export interface Check {
  readonly id: string
  readonly title: string
  /** Where it makes sense; everywhere by default. */
  readonly isFor?: (setting: Setting) => boolean
  /** Rejects with an error that says what is wrong. */
  readonly run: (world: World) => Promise<void>
}

/** What came of a check: null where it passed, else what is wrong. */
export interface CheckResult {
  readonly id: string
  readonly failure: string | null
}

export function ensure(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence)
}
