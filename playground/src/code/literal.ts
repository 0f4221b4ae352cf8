/** A plain value as TypeScript, as Prettier would write it without semicolons. */
export function literal(value: unknown): string {
  const short = onOneLine(value)
  if (short.length <= 60 || !isRecord(value)) return short
  const fields = fieldsOf(value).map(([name, each]) => `  ${name}: ${onOneLine(each)},`)
  return `{\n${fields.join('\n')}\n}`
}

/** The same, however long it gets. */
export function onOneLine(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (!isRecord(value)) return String(value)
  const fields = fieldsOf(value).map(([name, each]) => `${name}: ${onOneLine(each)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function fieldsOf(value: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  return Object.entries(value).map(([name, each]) => [propertyName(name), each])
}

/** Written as a name, `__proto__` would be no property. */
function propertyName(name: string): string {
  if (name === '__proto__') return `['${name}']`
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)
}

/** JSON has the same escapes, but for its quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
