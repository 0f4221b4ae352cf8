import type { EmulatorCredentials } from '../../src/emulator/index.js'

/** What the key is called that every program makes. */
export const keyName = 'CI of Acme'

/** How an upstream is reached. */
export interface Access {
  readonly baseUrl: string
  readonly credentials: EmulatorCredentials
  /** How long an attempt may take, where the package has an option for it. */
  readonly timeoutMs?: number | undefined
}

/** A package at a vendor: one column of the table. */
export interface Subject {
  /** `unkey-sdk` */
  readonly id: string
  /** `@unkey/api` */
  readonly title: string
  readonly vendor: 'unkey' | 'clerk'
  readonly hasTimeout: boolean
  /** The credential that `open` takes from an access. */
  credential(credentials: EmulatorCredentials): string
  open(access: Access): Caller
}

/** A program that uses a package, in the plainest way that its README shows. */
export interface Caller {
  readonly client: unknown
  create(): Promise<unknown>
  /** Verifies a secret with an option of the wrong kind, where one is possible. */
  verifyWrongly?(secret: string): Promise<unknown>
  /** What the program takes out of what a create resolved to. */
  take(result: unknown): Taken
  /** What the program learns from what a create rejected with. */
  learn(error: unknown): Learnt
}

export interface Taken {
  readonly id: unknown
  readonly secret: unknown
  /** Whether it is what the package says that it gives. */
  readonly isAsTyped: boolean
}

export interface Learnt {
  /** As a program would tell it from others: its code, or its class. */
  readonly name: string
  /** The vendor may have made the key all the same. */
  readonly mayHaveActed: boolean
  /** The secret, in the place where the package says that it is. */
  readonly secret?: string | undefined
  /** Settles what became of the key. */
  reconcile?(): Promise<Settled>
}

export interface Settled {
  readonly status: string
  readonly secret?: string | undefined
}
