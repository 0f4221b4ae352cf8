import { requireOption } from '../option-check.js'
import { longestLagMs } from '../store.js'
import { type Fault, type FaultKind, faultKinds } from './fault.js'

/** The longest that a timer can wait. */
const longestDelayMs = 2 ** 31 - 1

/** The options of each kind, beside those that say which requests it hits. */
const optionsOf: Readonly<Record<FaultKind, readonly string[]>> = {
  'reset-before': [],
  'lost-response': [],
  'error-before-commit': ['status'],
  'error-after-commit': ['status'],
  'rate-limited': ['retryAfter'],
  unavailable: ['retryAfter'],
  slow: ['delayMs', 'late'],
  'stalled-body': ['afterBytes'],
  'truncated-body': ['afterBytes', 'ending'],
  html: ['status', 'done'],
  'wrong-content-type': ['contentType'],
  'created-201': [],
  'unknown-enum': ['field', 'spare'],
  'extra-field': ['field', 'spare'],
  'missing-field': ['field', 'spare'],
  'null-field': ['field', 'spare'],
  'wrong-type': ['field', 'spare'],
  'replica-lag': ['delayMs'],
  redirect: ['status', 'location'],
  'echo-credential': ['status'],
}

interface Check {
  readonly wants: string
  holds(value: unknown, kind: FaultKind): boolean
}

const checks: Readonly<Record<string, Check>> = {
  vendor: { wants: 'the name of a vendor', holds: (value) => typeof value === 'string' },
  operation: { wants: 'the name of an operation', holds: (value) => typeof value === 'string' },
  times: {
    wants: 'a positive whole number or Infinity',
    holds: (value) => value === Infinity || (Number.isSafeInteger(value) && Number(value) > 0),
  },
  probability: {
    wants: 'a number from 0 to 1',
    holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  status: { wants: 'a status that goes with it', holds: (value, kind) => isStatusOf(kind, value) },
  retryAfter: {
    wants: 'seconds, a Date or null',
    holds: (value) =>
      value === null ||
      (Number.isSafeInteger(value) && Number(value) >= 0) ||
      (value instanceof Date && !Number.isNaN(value.getTime())),
  },
  delayMs: {
    wants: 'milliseconds that are not too many',
    holds: (value, kind) =>
      typeof value === 'number' && value >= 0 && value <= (kind === 'slow' ? longestDelayMs : longestLagMs),
  },
  late: { wants: "'headers' or 'body'", holds: (value) => value === 'headers' || value === 'body' },
  afterBytes: {
    wants: 'a number of bytes',
    holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  ending: { wants: "'cut' or 'clean'", holds: (value) => value === 'cut' || value === 'clean' },
  done: { wants: 'true or false', holds: (value) => typeof value === 'boolean' },
  contentType: { wants: 'a media type', holds: isHeaderValue },
  field: { wants: 'a JSON pointer such as /data/keyId', holds: isPointer },
  spare: {
    wants: 'a list of JSON pointers',
    holds: (value) => Array.isArray(value) && value.every(isPointer),
  },
  location: { wants: 'a URL', holds: (value) => typeof value === 'string' && URL.canParse(value) },
}

/** Checks a fault, and gives a copy that its owner cannot change. What it leaves undefined it does not have. */
export function readFault(given: Fault): Fault {
  requireOption(typeof given === 'object' && given !== null, 'needs an object with a kind as a fault')
  const fault = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const { kind, ...options } = fault as { kind?: unknown }
  const known = faultKinds.find((each) => each === kind)
  if (known === undefined) requireOption(false, `knows the faults ${faultKinds.join(', ')}`)
  else checkOptions(known, options)
  return Object.freeze(fault) as unknown as Fault
}

function checkOptions(kind: FaultKind, options: object): void {
  const allowed = new Set(['vendor', 'operation', 'times', 'probability', ...optionsOf[kind]])
  for (const [name, value] of Object.entries(options)) {
    requireOption(allowed.has(name), `has no option ${name} for the fault ${kind}`)
    const check = checks[name]
    requireOption(
      check === undefined || check.holds(value, kind),
      `needs ${check?.wants} as the ${name} of the fault ${kind}`,
    )
  }
}

function isStatusOf(kind: FaultKind, status: unknown): boolean {
  if (typeof status !== 'number' || !Number.isInteger(status)) return false
  if (kind === 'redirect') return [301, 302, 303, 307, 308].includes(status)
  const [least, without] = kind === 'html' ? [200, [204, 205, 304]] : [400, []]
  return status >= least && status <= 599 && !without.includes(status)
}

function isPointer(value: unknown): boolean {
  return typeof value === 'string' && /^(\/([^~]|~[01])*)+$/.test(value)
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)
}
