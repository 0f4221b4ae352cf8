import { parseDuration } from '../core/duration.js'
import { isBasic, type CredentialAnnotation, type RootAnnotation } from './root-annotation.js'
import { stepsOf } from './json-pointer.js'
import { literal, quoted } from './source-text.js'
import type { VendorModel } from './model.js'

/** The `profile` of a vendor: what the sender must know of it. */
export function emitProfile(model: VendorModel): string {
  const { id, root, serverUrl } = model
  const { credential } = root
  const fields = [
    `id: ${quoted(id)}`,
    `name: ${quoted(root.vendor)}`,
    `baseUrl: ${literal(serverUrl)}`,
    ...(root.baseUrl === undefined ? [] : [`baseUrlEnv: ${quoted(root.baseUrl.env)}`]),
    `credential: ${emitCredential(credential)}`,
    `rateLimit: ${rateLimit(root)}`,
    `advice: ${advice(root)}`,
    `replicaLagMs: ${parseDuration(root.replicaLag) ?? 0}`,
    `requestId: ${requestId(root)}`,
    'readFailure',
  ]
  return `/** What the sender must know of ${root.vendor}. */
export const profile: VendorProfile = {
${fields.map((field) => `  ${field},\n`).join('')}}

${emitReadFailure(root)}`
}

function emitCredential({ option, env, header, scheme, user, beside }: RootAnnotation['credential']): string {
  const others = beside.map((each) =>
    literal({ ...bare(each), header: each.header.toLowerCase(), scheme: each.scheme }),
  )
  const name = typeof user === 'object' ? literal(bare(user)) : user === undefined ? '' : quoted(user)
  const basic = isBasic(scheme) ? `basicCredential(${name})` : undefined
  const named = [`[${others.join(', ')}]`, ...(basic === undefined ? [] : [basic])].join(', ')
  const source = others.length === 0 ? basic : `namedCredentials(${named})`
  const plain = literal({ option, env, header: header.toLowerCase(), scheme })
  return source === undefined ? plain : `${plain.slice(0, -2)}, source: ${source} }`
}

function bare({ option, env }: CredentialAnnotation): { option: string; env: string } {
  return { option, env }
}

function rateLimit({ rateLimit: names }: RootAnnotation): string {
  if (names === undefined) return 'null'
  const { limit, remaining, reset, unit } = names
  return `{
    limit: ${quoted(limit.toLowerCase())},
    remaining: ${quoted(remaining.toLowerCase())},
    reset: ${quoted(reset.toLowerCase())},
    unit: ${quoted(unit)},
  }`
}

function advice({ advice: sentences }: RootAnnotation): string {
  const given = Object.entries(sentences)
  if (given.length === 0) return '{}'
  return `{\n${given.map(([code, sentence]) => `    ${code}: ${quoted(sentence)},\n`).join('')}  }`
}

function requestId({ requestId: places }: RootAnnotation): string {
  const sources = (places?.body ?? []).map((pointer) => textAt('body', pointer))
  if (places?.header !== undefined)
    sources.push(`headers.get(${quoted(places.header.toLowerCase())}) ?? undefined`)
  if (sources.length === 0) return '() => undefined'
  const usesBody = (places?.body ?? []).length > 0
  const parameters = places?.header === undefined ? '(body)' : `(${usesBody ? 'body' : '_body'}, headers)`
  return `${parameters} => ${sources.join(' ?? ')}`
}

function emitReadFailure({ vendor, errors }: RootAnnotation): string {
  const code = errors.code.map((pointer) => textAt('body', pointer)).join(' ?? ')
  const vendorCode = errors.codeAfter === undefined ? code : `textAfter(${code}, ${quoted(errors.codeAfter)})`
  const texts = errors.message.map((pointer) => textAt('body', pointer))
  const message = [...texts, ...(errors.text ? ['plainText(body)'] : [])].join(' ?? ')
  const { issues } = errors
  const list =
    issues === undefined
      ? ''
      : `    issues: issuesAt(body, ${[issues.at, issues.path, issues.message].map((pointer) => literal(stepsOf(pointer))).join(', ')}),\n`
  const hasCode = code !== ''
  const told = message === '' ? '' : `    message: ${message},\n`
  if (!hasCode && told === '' && list === '')
    return `/** ${vendor}'s error body says nothing: the status does. */\nfunction readFailure(): VendorFailure {\n  return {}\n}\n`
  return `/** What ${vendor}'s error body says. */
function readFailure(body: unknown): VendorFailure {
${hasCode ? `  const vendorCode = ${vendorCode}\n` : ''}  return {
${hasCode ? '    code: errorCode(vendorCode),\n    vendorCode,\n' : ''}${told}${list}  }
}
${hasCode ? `\n${emitErrorCode(errors.codes)}` : ''}`
}

function emitErrorCode(codes: Readonly<Record<string, string>>): string {
  const exact = Object.entries(codes).filter(([code]) => !code.includes('*'))
  const patterns = Object.entries(codes).filter(([code]) => code.includes('*'))
  const cases = [...new Set(exact.map(([, ours]) => ours))].map((ours) => {
    const theirs = exact.filter(([, each]) => each === ours)
    return `${theirs.map(([code]) => `    case ${quoted(code)}:\n`).join('')}      return ${quoted(ours)}\n`
  })
  const tests = patterns.map(([code, ours]) => {
    const [start = '', end = ''] = code.split('*')
    const condition = [
      `vendorCode?.startsWith(${quoted(start)})`,
      ...(end === '' ? [] : [`vendorCode.endsWith(${quoted(end)})`]),
    ].join(' && ')
    return `  if (${condition}) return ${quoted(ours)}\n`
  })
  const chosen = cases.length === 0 ? '' : `  switch (vendorCode) {\n${cases.join('')}  }\n`
  return `function errorCode(vendorCode: string | undefined): ErrorCode | undefined {\n${chosen}${tests.join('')}  return undefined\n}\n`
}

function textAt(from: string, pointer: string): string {
  return `textAt(${[from, ...stepsOf(pointer).map(quoted)].join(', ')})`
}
