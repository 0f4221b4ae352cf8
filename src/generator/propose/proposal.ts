import type { JsonObject } from '../json.js'
import type { Guess } from './guess-field.js'

interface Update {
  readonly annotation: JsonObject
  readonly doubt: string | undefined
}

export interface Action {
  readonly target: string
  /** What is annotated: the target itself under the empty name, or properties of it. */
  readonly updates: ReadonlyMap<string, Update>
}

/** An overlay in the making: what is annotated, and why that is not certain. */
export class Proposal {
  readonly #actions = new Map<string, Map<string, Update>>()
  /** What a person must find out. */
  readonly open: string[] = []

  /** What stands at one place is annotated once: what a later look adds is put on top. */
  annotate(target: string, { annotation, doubt }: Guess, name = ''): void {
    const updates = this.#actions.get(target) ?? new Map<string, Update>()
    const present = updates.get(name)
    updates.set(name, {
      annotation: { ...present?.annotation, ...annotation },
      doubt: present?.doubt ?? doubt,
    })
    this.#actions.set(target, updates)
  }

  ask(question: string): void {
    if (!this.open.includes(question)) this.open.push(question)
  }

  get actions(): readonly Action[] {
    return [...this.#actions].map(([target, updates]) => ({ target, updates }))
  }
}
