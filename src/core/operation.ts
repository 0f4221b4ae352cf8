/** What can be asked of a vendor. */
export const operations = [
  'create',
  'get',
  'list',
  'update',
  'revoke',
  'delete',
  'verify',
  'rotate',
  'recover',
  'import',
] as const

/** The name of an operation: `create`. */
export type Operation = (typeof operations)[number]
