import { otherCredentials, type OptionAnnotation, type RootAnnotation } from './root-annotation.js'
import type { VendorModel } from './model.js'
import { access, docstring, propertyName, quoted } from './source-text.js'

type OptionEntry = [name: string, option: RootAnnotation['options'][string]]

/** The factory's options as a type, and the function that reads those which a request needs. */
export function emitOptions(model: VendorModel): string {
  const { root } = model
  const { credential } = root
  const options = Object.entries(root.options)
  const fields = [
    `${docstring(`${credential.description} Default: the environment variable ${credential.env}.`, '  ')}  readonly ${credential.option}?: Credential | undefined\n`,
    ...otherCredentials(root).map(
      (other) =>
        `${docstring(`${other.description} Default: the environment variable ${other.env}.`, '  ')}  readonly ${propertyName(other.option)}?: Credential | undefined\n`,
    ),
    ...(root.baseUrl === undefined
      ? []
      : [
          `${docstring(`The URL of your deployment: no public host is known. Default: the environment variable ${root.baseUrl.env}.`, '  ')}  readonly baseUrl?: string | undefined\n`,
        ]),
    ...options.map(([name, option]) => {
      const fallback = option.env === undefined ? '' : ` Default: the environment variable ${option.env}.`
      const note = option.note === undefined ? '' : ` ${option.note}`
      return `${docstring(option.description + note + fallback, '  ')}  readonly ${propertyName(name)}?: string | undefined\n`
    }),
  ]
  return `/** What \`${model.id}()\` takes. */
export interface ${root.vendor}Options extends ClientOptions {
${fields.join('')}}

${emitBound(model, options)}`
}

function emitBound({ root }: VendorModel, options: readonly OptionEntry[]): string {
  const bound = options.filter(([, option]) => option.header === undefined)
  const headers = options.filter(([, option]) => option.header !== undefined)
  const types = [
    ...bound.map(
      ([name, option]) =>
        `  readonly ${propertyName(name)}: string${isRequired(option) ? '' : ' | undefined'}\n`,
    ),
    ...(headers.length === 0 ? [] : ['  readonly headers: Readonly<Record<string, string>>\n']),
  ]
  const values = [
    ...bound.map(([name, option]) => `    ${propertyName(name)}: ${boundSource(name, option)},\n`),
    ...(headers.length === 0 ? [] : [`    headers: { ${headers.map(headerSource).join(', ')} },\n`]),
  ]
  const isEmpty = types.length === 0
  if (isEmpty) return ''
  return `/** The options that requests are made of. */
export interface Bound {
${types.join('')}}

/** Throws \`configuration\` where one is missing. */
export function bindOptions(options: ${root.vendor}Options): Bound {
  return {
${values.join('')}  }
}
`
}

function isRequired({ env, required: isNeeded }: OptionAnnotation): boolean {
  return env !== undefined && isNeeded
}

function boundSource(name: string, option: OptionAnnotation): string {
  const value = `options${access(name)}`
  if (option.env === undefined) return value
  // An empty text is no id: whoever gives one has an empty variable.
  return isRequired(option)
    ? required(name, option.env)
    : `${value} || environmentVariable(${quoted(option.env)})`
}

function required(name: string, env: string): string {
  return `requiredOption(profile, ${quoted(name)}, options, ${quoted(env)})`
}

function headerSource([name, option]: OptionEntry): string {
  const header = quoted((option.header ?? '').toLowerCase())
  if (option.env !== undefined) return `${header}: ${required(name, option.env)}`
  const value = `options${access(name)}`
  return option.default === undefined
    ? `...(${value} === undefined ? {} : { ${header}: ${value} })`
    : `${header}: ${value} ?? ${quoted(option.default)}`
}
