import { withoutCredentials } from './without-credentials.js'
import type { Home } from './emit-imports.js'
import type { JsonObject, JsonValue } from './json.js'
import type { Sources } from './model.js'

/** The first line of every generated file. */
export function banner({ document, overlay }: Sources, home: Home): string {
  const again = home === 'repository' ? 'npm run generate' : 'npx keymux generate'
  return `// Generated from ${withoutCredentials(`${document} and ${overlay}`)}. Do not edit: run \`${again}\`.\n`
}

/** A value as TypeScript source in the house style: single quotes, bare names where they may be bare. */
export function literal(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).map(([name, inner]) => `${propertyName(name)}: ${literal(inner)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** The parts of a list or an object, four to a line. */
export function inLines(parts: readonly string[], indent: string): string {
  const lines = parts.flatMap((_, index) =>
    index % 4 === 0 ? [parts.slice(index, index + 4).join(', ')] : [],
  )
  return lines.map((line) => `${indent}${line},\n`).join('')
}

export function quoted(text: string): string {
  const escaped = bare(text)
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", String.raw`\'`)}'`
}

/** A text between the back-ticks of a template, where another may follow. */
export function inTemplate(text: string): string {
  return bare(text).replaceAll(/`|\$(?=\{|$)/g, String.raw`\$&`)
}

function bare(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
}

export function propertyName(name: string): string {
  // Written bare or in quotes it would say what the object is made from.
  if (name === '__proto__') return "['__proto__']"
  return isIdentifier(name) ? name : quoted(name)
}

/** A property of an object that is written out: `name: value`, or just `name` where the value is called so. */
export function propertySource(name: string, value: string): string {
  return name === value ? name : `${propertyName(name)}: ${value}`
}

/** How a property is read from an object: `.name` or `['na-me']`. */
export function access(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${quoted(name)}]`
}

/** A pattern of JSON Schema as TypeScript source. */
export function regex(pattern: string): string {
  return String(toRegExp(pattern))
}

/** JSON Schema means Unicode; a pattern that is only valid without (`\_`) is taken as it is. Undefined for a broken one. */
export function toRegExp(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      continue
    }
  }
  return undefined
}

/** The type of an operation's JSON body, from the types of `paths.ts`. */
export function operationPart(operationId: string, body: JsonObject): string {
  const part = `operations[${quoted(operationId)}]['requestBody']`
  const present = body['required'] === true ? part : `NonNullable<${part}>`
  return `${present}['content']['application/json']`
}

/** How an answer's status is named among the types: a number, but `2XX` only in quotes. */
export function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : quoted(status)
}

/** `keys.createKey` and `create_api_key` as `keysCreateKey` and `createApiKey`. */
export function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('')
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A docstring; several paragraphs stand on several lines. */
export function docstring(text: string, indent = ''): string {
  const lines = wrap(text.trim().replaceAll('*/', '* /'), 112 - indent.length)
  if (lines.length === 0) return ''
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}

/** A docstring of several paragraphs, with an example below them. */
export function longDocstring(text: string, example: string | undefined, indent: string): string {
  const paragraphs = text.split('\n\n')
  if (paragraphs.length === 1 && example === undefined) return docstring(text, indent)
  const lines = paragraphs.flatMap((each, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrap(each.replaceAll('*/', '* /'), 112 - indent.length),
  ])
  const shown = example === undefined ? [] : ['', '@example', ...example.split('\n')]
  const body = [...lines, ...shown].map((line) => `${indent} * ${line}`.trimEnd())
  return `${indent}/**\n${body.join('\n')}\n${indent} */\n`
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name)
}
