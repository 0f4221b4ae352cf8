import { refuseUnknown, requireOption } from '../../option-check.js'

/** What is not known of Flow, and so can be chosen. */
export interface FlowSetup {
  /**
   * The spelling of a created key: `camel` as in Flow's published reference (the default), or `snake` as its Go SDK
   * reads it.
   */
  readonly casing?: 'camel' | 'snake'
  /** A header that carries the token bare. Default: `Authorization`, which carries it as a bearer token. */
  readonly authHeader?: string
  /** Whether a list shows the keys that are not active; its items never say which those are. Default: true. */
  readonly listsInactive?: boolean
}

const headerName = /^[!#$%&'*+.^_`|~\w-]+$/

/** Options with every default filled in. */
export type FlowSettings = Required<FlowSetup>

export function flowSettings(options: FlowSetup): FlowSettings {
  const { casing = 'camel', authHeader = 'authorization', listsInactive = true, ...unknown } = options
  refuseUnknown(unknown, 'flow.')
  requireOption(casing === 'camel' || casing === 'snake', "knows the flow.casing 'camel' and 'snake'")
  requireOption(
    typeof authHeader === 'string' && headerName.test(authHeader),
    'needs the name of a header as its flow.authHeader',
  )
  requireOption(typeof listsInactive === 'boolean', 'needs true or false as its flow.listsInactive')
  return { casing, authHeader: authHeader.toLowerCase(), listsInactive }
}
