import type { FaultKind } from 'keymux/emulator'

/** One thing that can go wrong, in the words of somebody who presses a button. */
export interface FaultButton {
  readonly kind: FaultKind
  readonly says: string
}

export interface FaultGroup {
  readonly title: string
  readonly faults: readonly FaultButton[]
}

/** Every kind of fault that the emulator knows. */
export const faultGroups: readonly FaultGroup[] = [
  {
    title: 'The answer does not come',
    faults: [
      { kind: 'lost-response', says: 'Lose the answer' },
      { kind: 'reset-before', says: 'Lose the request' },
      { kind: 'truncated-body', says: 'Cut the answer in half' },
      { kind: 'stalled-body', says: 'Stall within the answer' },
      { kind: 'slow', says: 'Answer late' },
    ],
  },
  {
    title: 'The vendor fails',
    faults: [
      { kind: 'error-before-commit', says: '500, nothing done' },
      { kind: 'error-after-commit', says: '500, yet done' },
      { kind: 'rate-limited', says: '429, come back later' },
      { kind: 'unavailable', says: '503, unavailable' },
      { kind: 'replica-lag', says: 'Replica lags behind' },
    ],
  },
  {
    title: 'Something stands between',
    faults: [
      { kind: 'html', says: 'A page of HTML' },
      { kind: 'redirect', says: 'Redirect elsewhere' },
      { kind: 'wrong-content-type', says: 'Wrong content type' },
      { kind: 'echo-credential', says: 'Echo the credential' },
    ],
  },
  {
    title: 'The answer is odd',
    faults: [
      { kind: 'created-201', says: 'Another success' },
      { kind: 'missing-field', says: 'A field missing' },
      { kind: 'null-field', says: 'A field null' },
      { kind: 'wrong-type', says: 'A wrong type' },
      { kind: 'unknown-enum', says: 'An unknown word' },
      { kind: 'extra-field', says: 'A field more' },
    ],
  },
]
