import type { OperationModel } from '../../generator/model.js'
import type { Told } from './told.js'

/** What the headers of a list's answer tell: where it goes on, and how many keys it has. */
export function toldInHeaders(
  { headers }: OperationModel,
  { fields }: Told,
  baseUrl: string,
): Readonly<Record<string, string>> {
  const told = headers.flatMap(({ name, annotation: { field, parameter } }) => {
    const value = field === undefined ? undefined : fields[field]
    if (value === undefined || value === null) return []
    if (parameter === undefined) return [[name, String(value)] as const]
    const url = nextUrl(baseUrl, parameter, String(value))
    return [[name, name.toLowerCase() === 'link' ? `<${url}>; rel="next"` : url] as const]
  })
  return Object.fromEntries(told)
}

/** The URL of the next page. What else was asked for is not in it: nobody is to send anything where a URL leads. */
export function nextUrl(baseUrl: string, parameter: string, cursor: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/next?${new URLSearchParams({ [parameter]: cursor })}`
}
