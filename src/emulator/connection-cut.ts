const causes = {
  'before-headers': { message: 'fetch failed', code: 'ECONNRESET', reason: 'read ECONNRESET' },
  'in-body': { message: 'terminated', code: 'UND_ERR_SOCKET', reason: 'other side closed' },
} as const

/**
 * A connection that ended too early: the `TypeError` that Node's fetch gives, cause and code included. Whatever stands
 * between a fault and a real wire turns it into a cut of that wire.
 */
export class ConnectionCut extends TypeError {
  constructor(at: 'before-headers' | 'in-body') {
    const { message, code, reason } = causes[at]
    super(message, { cause: Object.assign(new Error(reason), { code }) })
  }
}
