import type { ErrorCode } from '../core/error-codes.js'
import type { HttpMeta } from '../core/http-meta.js'
import { KeymuxError, type KeymuxErrorInit } from '../core/keymux-error.js'

type More = Omit<KeymuxErrorInit, 'code' | 'message' | 'vendor' | 'operation'>

/** An error about what a vendor did or cannot do. `what` goes on from its name: "cannot rotate this key: …". */
export function vendorError(
  { id: vendor, name }: { readonly id: string; readonly name: string },
  operation: string | undefined,
  code: ErrorCode,
  what: string,
  more?: More,
): KeymuxError {
  return new KeymuxError({ ...more, code, message: `${name} ${what}`, vendor, operation })
}

/** What an error tells of the answer that it is about. */
export function toldBy({ status, requestId }: HttpMeta): Pick<More, 'status' | 'requestId'> {
  return { status, requestId: requestId ?? undefined }
}
