/** An object's fields that have a value: a field that nobody told us is absent, not undefined. */
export type Known<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

/** The fields that have a value. */
export function known<T extends object>(fields: T): Known<T> {
  const result: Known<T> = {}
  for (const name of Object.keys(fields) as (keyof T)[]) {
    const value = fields[name]
    if (value !== undefined) result[name] = value as Exclude<T[keyof T], undefined>
  }
  return result
}
