/** Gives an object a field of its own, whatever its name: assigned, `__proto__` would change what the object is. */
export function setOwnField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
  else fields[name] = value
}
