import type { VNode } from 'preact'

interface StepProps {
  readonly says: string
  readonly act: () => unknown
  readonly isOff?: boolean
  /** The one that most people want next. */
  readonly isMain?: boolean
}

/** A button that does one thing. */
export function Step({ says, act, isOff = false, isMain = false }: StepProps): VNode {
  return (
    <button type="button" class={isMain ? 'primary' : undefined} disabled={isOff} onClick={() => void act()}>
      {says}
    </button>
  )
}
