import { keymuxAtClerk, keymuxAtUnkey } from './keymux-subjects.js'
import { clerkSdk, unkeySdk } from './sdk-subjects.js'
import type { Subject } from './subject.js'

/** The columns of the table. */
export const subjects: readonly Subject[] = [keymuxAtUnkey, keymuxAtClerk, unkeySdk, clerkSdk]

export function subjectOf(id: string | undefined): Subject {
  const found = subjects.find((subject) => subject.id === id)
  if (found === undefined) throw new Error(`${id}: there is no such column`)
  return found
}
