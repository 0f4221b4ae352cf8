import type { KeyState, VerifyReason } from '../../core/index.js'
import type { FieldAnnotation } from '../../generator/field-annotation.js'
import type { MeaningfulField } from '../../generator/model.js'

/** The troubles, the one that counts first. */
const ranking = ['revoked', 'disabled', 'expired'] as const

type Trouble = (typeof ranking)[number]

/** Which states the fields of a record can tell at all. */
export function statesToldBy(fields: readonly MeaningfulField[]): ReadonlySet<KeyState> {
  return new Set(fields.flatMap(({ annotation }) => Object.values(annotation.state ?? {})))
}

/**
 * A flag that tells a state. A trouble that no other field could tell it tells as well: at a vendor with but an `enabled`, a
 * revoked key looks disabled.
 */
export function flagOf(
  state: NonNullable<FieldAnnotation['state']>,
  troubles: ReadonlySet<Trouble>,
  tellable: ReadonlySet<KeyState>,
): boolean {
  const trouble = [state.true, state.false].find((each) => each !== undefined && each !== 'active')
  if (trouble === undefined) return (state.true === 'active') === (troubles.size === 0)
  const before = ranking.slice(0, ranking.indexOf(trouble))
  const has = troubles.has(trouble) || before.some((each) => troubles.has(each) && !tellable.has(each))
  return has === (state.true === trouble)
}

/** The next best word where a vendor has none for what a verification comes to. */
const instead: Readonly<Partial<Record<VerifyReason, VerifyReason>>> = {
  revoked: 'not_found',
  disabled: 'not_found',
  expired: 'not_found',
  insufficient_scopes: 'forbidden',
  usage_exceeded: 'forbidden',
  rate_limited: 'forbidden',
  forbidden: 'not_found',
}

/** The vendor's code for what a verification comes to; undefined where it has none. */
export function codeOf(
  reasons: NonNullable<FieldAnnotation['reasons']>,
  verdict: VerifyReason | 'valid',
): string | undefined {
  const code = Object.keys(reasons).find((each) => reasons[each] === verdict)
  const other = verdict === 'valid' ? undefined : instead[verdict]
  return code ?? (other === undefined ? undefined : codeOf(reasons, other))
}
