import { type Fault, type FaultKind, faultKinds, type Faults } from 'keymux/emulator'

/**
 * Each kind of fault in the forms that a caller could meet. A lag leaves some of the time that a client waits before it says that
 * there is no key, for the create may be on its way for a while: a key that comes to light later is beyond any client.
 */
const forms: Readonly<Record<FaultKind, readonly Fault[]>> = {
  'reset-before': [{ kind: 'reset-before' }],
  'lost-response': [{ kind: 'lost-response' }],
  'error-before-commit': [{ kind: 'error-before-commit' }, { kind: 'error-before-commit', status: 502 }],
  'error-after-commit': [
    { kind: 'error-after-commit' },
    { kind: 'error-after-commit', status: 503 },
    { kind: 'error-after-commit', status: 504 },
    { kind: 'error-after-commit', status: 408 },
  ],
  'rate-limited': [
    { kind: 'rate-limited', retryAfter: 0 },
    { kind: 'rate-limited', retryAfter: 1 },
    { kind: 'rate-limited', retryAfter: null },
  ],
  unavailable: [{ kind: 'unavailable' }, { kind: 'unavailable', retryAfter: 0 }],
  slow: [
    { kind: 'slow', delayMs: 40 },
    { kind: 'slow', delayMs: 2000 },
    { kind: 'slow', delayMs: 40, late: 'body' },
    { kind: 'slow', delayMs: 2000, late: 'body' },
  ],
  'stalled-body': [{ kind: 'stalled-body' }, { kind: 'stalled-body', afterBytes: 0 }],
  'truncated-body': [
    { kind: 'truncated-body' },
    { kind: 'truncated-body', afterBytes: 100 },
    { kind: 'truncated-body', afterBytes: 1_000_000 },
    { kind: 'truncated-body', ending: 'clean' },
    { kind: 'truncated-body', ending: 'clean', afterBytes: 100 },
  ],
  html: [{ kind: 'html' }, { kind: 'html', status: 502 }, { kind: 'html', status: 403, done: false }],
  'wrong-content-type': [
    { kind: 'wrong-content-type' },
    { kind: 'wrong-content-type', contentType: 'application/octet-stream' },
  ],
  'created-201': [{ kind: 'created-201' }],
  'unknown-enum': [{ kind: 'unknown-enum' }],
  'extra-field': [{ kind: 'extra-field' }],
  'missing-field': [{ kind: 'missing-field' }],
  'null-field': [{ kind: 'null-field' }],
  'wrong-type': [{ kind: 'wrong-type' }],
  'replica-lag': [
    { kind: 'replica-lag', delayMs: 100 },
    { kind: 'replica-lag', delayMs: 400 },
    { kind: 'replica-lag', delayMs: 2000, vendor: 'unkey' },
  ],
  redirect: [{ kind: 'redirect' }, { kind: 'redirect', status: 302 }],
  'echo-credential': [{ kind: 'echo-credential' }],
}

/** Lets this share of all requests go wrong, by each kind as often as by any other. */
export function addFaults(faults: Faults, share: number): void {
  let left = 1
  for (const kind of faultKinds) {
    for (const fault of forms[kind]) {
      const wanted = share / faultKinds.length / forms[kind].length
      // A fault that was added before others takes its share first; a lag comes on top of them all.
      faults.add({ ...fault, times: Infinity, probability: wanted / left })
      if (kind !== 'replica-lag') left -= wanted
    }
  }
}
