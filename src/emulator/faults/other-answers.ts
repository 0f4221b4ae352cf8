import type { Html, OddField, Redirect, WrongContentType } from './fault.js'
import { withOddField } from './odd-field.js'
import { answered, type HitCall, type Outcome } from './outcome.js'

const page =
  '<!doctype html><html><head><title>Just a moment</title></head><body>Please wait.</body></html>\n'

/** What some proxy has to say. */
export async function html({ status = 200, done = true }: Html, call: HitCall): Promise<Outcome> {
  const acted = done && (await call.act()).ok
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return answered(new Response(page, { status, headers }), acted)
}

/** The answer under another label. */
export async function wrongContentType(
  { contentType = 'text/plain' }: WrongContentType,
  call: HitCall,
): Promise<Outcome | null> {
  const response = await call.act()
  const body = await response.clone().text()
  if (body === '') return null
  const headers = { ...Object.fromEntries(response.headers), 'content-type': contentType }
  return answered(new Response(body, { status: response.status, headers }), response.ok)
}

/** Success with a status that the vendor does not have for it. */
export async function otherSuccess(call: HitCall): Promise<Outcome | null> {
  const { ok, status, headers, body } = (await call.act()).clone()
  if (!ok) return null
  return answered(new Response(body, { status: status === 201 ? 200 : 201, headers }), true)
}

/** JSON with a field that is not as it should be. */
export async function oddField(fault: OddField, call: HitCall): Promise<Outcome | null> {
  const response = await call.act()
  const text = await response.clone().text()
  if (text === '') return null
  const changed = withOddField(JSON.parse(text), fault, call.dialect.enumerations, call.random)
  if (changed === undefined) return null
  const { ok, status, headers } = response
  return answered(new Response(JSON.stringify(changed), { status, headers }), ok)
}

/** Away to another origin. The host cannot exist: whoever follows gets nowhere, and the credential with them. */
export async function redirect({ status = 307, location }: Redirect, { request }: HitCall): Promise<Outcome> {
  const elsewhere = location ?? `https://elsewhere.invalid${new URL(request.url).pathname}`
  return answered(new Response(null, { status, headers: { location: elsewhere } }), false)
}
