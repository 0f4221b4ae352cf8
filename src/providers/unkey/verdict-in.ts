import type { UnkeyVerifyOptions } from '../../generated/unkey/adapter.js'
import type { VerdictIn } from '../../http/operations/verify-key.js'

/**
 * What Unkey's refusal of a verification says of the secret. A migration of prefixed keys wants three parts in one, and refuses
 * any other with a 400 that does not say where the fault lies. Of which kind a migration is only Unkey knows.
 */
export function verdictIn({ vendor }: UnkeyVerifyOptions): VerdictIn | undefined {
  if (vendor?.migrationId === undefined) return undefined
  return ({ vendorCode, issues = [] }) =>
    vendorCode === 'unkey/application/invalid_input' && issues.length === 0 ? 'not_found' : undefined
}
