/**
 * What the clients stand on that `keymux generate` writes: every name that generated code imports, and nothing else. A generated
 * client and the keymux that it was generated with belong together: after an update of keymux, generate anew.
 *
 * Of use by hand are the types alone; what calls for more is `keymux` and `keymux/raw`.
 */
export { AnswerReader } from '../core/answer-reader.js'
export { asJson } from '../core/as-json.js'
export type { CallOptions } from '../core/call-options.js'
export type { Capabilities } from '../core/capabilities.js'
export type { ClientOptions, Credential } from '../core/client-options.js'
export { durationFromNow } from '../core/codecs/duration-from-now.js'
export { epochMilliseconds } from '../core/codecs/epoch-milliseconds.js'
export { epochSeconds } from '../core/codecs/epoch-seconds.js'
export { headerCount } from '../core/codecs/header-count.js'
export { idAfter } from '../core/codecs/id-after.js'
export { nextLink } from '../core/codecs/next-link.js'
export { numberId } from '../core/codecs/number-id.js'
export { pathSteps } from '../core/codecs/path-steps.js'
export { queryText } from '../core/codecs/query-text.js'
export { rfc3339 } from '../core/codecs/rfc3339.js'
export { base64Pair, plainPair } from '../core/codecs/secret-pair.js'
export { secondsFromNow } from '../core/codecs/seconds-from-now.js'
export { urlParameter } from '../core/codecs/url-parameter.js'
export type { HasContract } from '../core/contract.js'
export type { CreateKeyResult } from '../core/create-key.js'
export type { CreateOptions } from '../core/create-options.js'
export type { Duration } from '../core/duration.js'
export type { EndKeyResult, RevokeOptions } from '../core/end-key.js'
export type { ErrorCode } from '../core/error-codes.js'
export type { ImportOutcome } from '../core/import-keys.js'
export { InputCheck, fitsText, isFields } from '../core/input-check.js'
export type { Fields } from '../core/input-check.js'
export { issuesAt } from '../core/issues-at.js'
export { jsonFault } from '../core/json-fault.js'
export type { Capable } from '../core/key-client.js'
export type { KeyRecord, KeyState } from '../core/key-record.js'
export type { KeyResult } from '../core/key-result.js'
export { known } from '../core/known.js'
export type { KeyList, ListOptions } from '../core/list-keys.js'
export type { MetadataOf, MetadataSchema } from '../core/metadata-schema.js'
export type { Metadata, NoMetadata } from '../core/metadata.js'
export { plainText } from '../core/plain-text.js'
export { prefixOf } from '../core/prefix-of.js'
export type { RotateKeyResult, RotateOptions } from '../core/rotate-key.js'
export { secretParts } from '../core/secret-parts.js'
export type { Secret } from '../core/secret.js'
export { textAfter } from '../core/text-after.js'
export { textAt } from '../core/text-at.js'
export { told } from '../core/told.js'
export type { Verdict, VerifyReason } from '../core/verify-key.js'
export { basicCredential } from '../http/basic-credential.js'
export type {
  CreateCall,
  CreateReading,
  Hashed,
  ImportPlan,
  ImportReading,
  KeyCall,
  KeyReading,
  ListCall,
  PageReading,
  PlainCall,
  RecordReading,
  SecretCall,
  SecretReading,
  Sent,
  VerifyCall,
  VerifyReading,
} from '../http/calls.js'
export { checkedMarker } from '../http/checked-options.js'
export { asStored, clientContext } from '../http/client-context.js'
export { defineClient } from '../http/clients.js'
export { environmentVariable } from '../http/environment.js'
export { checkedSchema } from '../http/metadata.js'
export { namedCredentials } from '../http/named-credentials.js'
export { byCursor } from '../http/operations/by-cursor.js'
export { byOffset } from '../http/operations/by-offset.js'
export { createKey } from '../http/operations/create-key.js'
export { createMarkedKey } from '../http/operations/create-marked-key.js'
export type { Making } from '../http/operations/create-marked-key.js'
export { endKey } from '../http/operations/end-key.js'
export { disabledState, expiredState } from '../http/operations/ended-state.js'
export { endListedKey } from '../http/operations/end-listed-key.js'
export { findKey, getKey } from '../http/operations/get-key.js'
export { heldBack } from '../http/operations/held-back.js'
export { importKeys } from '../http/operations/import-keys.js'
export { listKeys } from '../http/operations/list-keys.js'
export { notDone } from '../http/operations/not-done.js'
export { numberedPage, ofNumberedPage } from '../http/operations/numbered-page.js'
export { allKeys, firstKeys, partOfWhole } from '../http/operations/page-parts.js'
export { recoverSecret } from '../http/operations/recover-secret.js'
export { replaceKey } from '../http/operations/replace-key.js'
export { rotateKey } from '../http/operations/rotate-key.js'
export { nameOf, rotating } from '../http/operations/rotation.js'
export { updateKey } from '../http/operations/update-key.js'
export { presentedSecret, verifyKey } from '../http/operations/verify-key.js'
export { checkOptionNames } from '../http/option-names.js'
export { requiredOption } from '../http/required-option.js'
export { Sender } from '../http/sender.js'
export type { VendorFailure, VendorProfile } from '../http/vendor-profile.js'
