/** What a journal holds of one step with one key. None of it is secret, or tells anything of a secret. */
export type JournalRecord =
  /** About to make a key at the target. */
  | {
      readonly kind: 'sending'
      /** The key, by its id at the source. */
      readonly id: string
      /** 1 for the first time that the key was tried. */
      readonly attempt: number
      /** By which operation of the target. */
      readonly how: 'create' | 'import'
      /** By which the key can be found at the target; null where it carries none, and only `name` and `at` tell. */
      readonly nonce: string | null
      /** What the key is called at the target; null where it has no name there. */
      readonly name: string | null
      /** What it is to lose, each as field and kind: `name cut`. */
      readonly losses: readonly string[]
      /** When, in milliseconds since 1970. */
      readonly at: number
    }
  /** A key was made, and its secret is about to be delivered. */
  | { readonly kind: 'delivering'; readonly id: string; readonly attempt: number; readonly target: string }
  /** Nothing is left of an attempt: it made nothing, or what it made is revoked. */
  | { readonly kind: 'unmade'; readonly id: string; readonly attempt: number; readonly target: string | null }
  /** Done: the key is at the target, and whoever needs its secret has it. */
  | {
      readonly kind: 'moved'
      readonly id: string
      /** The key at the target, by its id there. */
      readonly target: string
      readonly how: 'preserve' | 'reissue'
      /** Each as field and kind: `name cut`. */
      readonly losses: readonly string[]
      /** What was not as planned. */
      readonly note: string | null
    }
  | {
      readonly kind: 'skipped'
      readonly id: string
      /** Why, in a sentence. */
      readonly why: string
    }
  /** Not done; nothing is left at the target. The next run tries again. */
  | { readonly kind: 'failed'; readonly id: string; readonly attempt: number; readonly why: string }
  /** Something may be at the target that nothing tells from other keys. */
  | {
      readonly kind: 'uncertain'
      readonly id: string
      readonly attempt: number
      readonly name: string | null
      readonly at: number
      /** The keys at the target that may be it, by their ids. */
      readonly candidates: readonly string[]
    }
  | { readonly kind: 'source-revoked'; readonly id: string; readonly target: string }
  | { readonly kind: 'rolled-back'; readonly id: string; readonly target: string }

/** Between which vendors keys move. */
export interface JournalStart {
  /** The vendor that keys leave, by its id: `clerk`. */
  readonly from: string
  /** The vendor that they go to. */
  readonly to: string
}

/** Keys that this process may work on, each with its last record; null for one that nothing was done with. */
export interface Claims {
  /** By their ids at the source. */
  readonly mine: ReadonlyMap<string, JournalRecord | null>
  /** How many others are being worked on elsewhere. What is left is done. */
  readonly busy: number
}

/** A journal that is open for writing. */
export interface JournalSession {
  /** The migration's own id: a new one for a new journal. */
  readonly migration: string
  /** Of these keys, those that are not done and that nobody else works on: they are this process' from now on. */
  claim(ids: readonly string[]): Promise<Claims>
  /** Gives keys back that nothing is done with now, so that another process can have them. A record that ends a key's turn does so too. */
  release(ids: readonly string[]): Promise<void>
  /** How many keys other processes are working on, of all keys of the migration. */
  busy(): Promise<number>
  /** Keys with which something was begun and not ended, as far as nobody else works on them: they are this process' from now on. */
  unfinished(): Promise<readonly JournalRecord[]>
  /**
   * Resolves when the records are safe from a crash: they are in the journal, all of them and in this order. Throws `conflict`,
   * and writes none, where one of the keys is another process' by now.
   */
  write(records: readonly JournalRecord[]): Promise<void>
  /** All records so far, oldest first. */
  records(): AsyncIterable<JournalRecord>
  /** Lets go of the journal, so that another process can have it. */
  close(): Promise<void>
}

/** Where a migration writes down what it does. */
export interface Journal {
  /** Throws `conflict` where another migration, or another process, has it. */
  open(start: JournalStart): Promise<JournalSession>
  /** All records so far, oldest first, whoever is writing: for reports. */
  read(): AsyncIterable<JournalRecord>
}

/** Whether there is nothing more to do for a key of which this is the last record. */
export function isDone({ kind }: JournalRecord): boolean {
  return kind === 'moved' || kind === 'source-revoked' || kind === 'rolled-back'
}

/** Whether something may be at the target that no record accounts for. */
export function isUnfinished({ kind }: JournalRecord): boolean {
  return kind === 'sending' || kind === 'delivering' || kind === 'uncertain'
}

/** Whether the key's turn is over: whoever comes next may have it. */
export function endsTurn(record: JournalRecord): boolean {
  const { kind } = record
  return isDone(record) || kind === 'skipped' || kind === 'failed' || kind === 'uncertain'
}

/** Whether it is of a step after the run, in which nobody claims keys. */
export function isAfterRun({ kind }: JournalRecord): boolean {
  return kind === 'source-revoked' || kind === 'rolled-back'
}

/** How often a key was tried to be made before. */
export function attemptsBefore(last: JournalRecord | null): number {
  return last !== null && 'attempt' in last ? last.attempt : 0
}
