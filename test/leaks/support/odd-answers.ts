import type { Vendor } from 'keymux/emulator'
import type { Draw } from '../../fuzz/support/draw.js'
import { isReadable } from '../../fuzz/support/oracle.js'
import type { Subject } from '../../fuzz/support/subjects.js'
import { drawnMutation, wholeMutations } from '../../fuzz/support/mutate-tree.js'
import { Members, placesIn, replaced, textOf, treeOf, type Tree } from '../../fuzz/support/tree.js'
import { cases } from '../published.js'
import { quoted } from './planted.js'

/** An answer that says more than it should, or a failure that does. */
export type OddAnswer = () => Promise<Response>

/** `texts` are what the call knows to be secret. */
type Maker = (draw: Draw, subject: Subject, texts: readonly string[], real: string) => OddAnswer

const refusals = [300, 302, 304, 400, 401, 402, 403, 405, 409, 412, 418, 422, 429, 500, 502, 503, 520, 599]

/** The ways in which an answer can go wrong, by name. */
export const oddAnswers: Readonly<Record<string, Maker>> = {
  'a success with more in it': (draw, subject, texts, real) =>
    json(draw, texts, draw.pick([200, 201, 299]), tellingMore(draw, subject, texts, real)),
  'a success that is a refusal': (draw, subject, texts, real) =>
    json(draw, texts, draw.pick(refusals), tellingMore(draw, subject, texts, real)),
  'a refusal in the vendor’s form': (draw, { vendor }, texts) =>
    json(draw, texts, draw.pick(refusals), JSON.stringify(errorBody(draw, vendor, texts))),
  'a refusal with the success': (draw, { vendor }, texts, real) => {
    const success = real.startsWith('{') ? (JSON.parse(real) as object) : {}
    const both = { ...success, ...errorBody(draw, vendor, texts) }
    return json(draw, texts, draw.pick(refusals), JSON.stringify(both))
  },
  'JSON that is none': (draw, _, texts, real) =>
    json(
      draw,
      texts,
      draw.pick([200, 400, 500]),
      `${real.slice(0, draw.below(real.length + 1))}${said(draw, texts)}`,
    ),
  'a page': (draw, _, texts) =>
    json(draw, texts, draw.pick([200, ...refusals]), `<html>${said(draw, texts)}</html>`, 'text/html'),
  'a redirect': (draw, _, texts) => {
    const location = `${draw.pick(['https://other.example/', '/'])}?k=${encodeURIComponent(said(draw, texts))}`
    return json(draw, texts, draw.pick([301, 302, 303, 307, 308]), '', 'text/plain', { location })
  },
  'a lost connection': (draw, _, texts) => {
    const cause = new TypeError(said(draw, texts))
    return async () => Promise.reject(new TypeError(said(draw, texts), { cause }))
  },
  'an error that holds its request': (draw, _, texts) => async () =>
    Promise.reject(
      Object.assign(new Error(said(draw, texts)), {
        code: said(draw, texts),
        request: new Request('https://vendor.example', { headers: { authorization: `Bearer ${texts[0]}` } }),
        options: { headers: texts },
      }),
    ),
  'several errors': (draw, _, texts) => async () =>
    Promise.reject(new AggregateError([new Error(said(draw, texts))], said(draw, texts))),
  'what is no error': (draw, _, texts) => async () => {
    throw draw.pick<unknown>([
      said(draw, texts),
      { message: said(draw, texts), name: said(draw, texts) },
      null,
      texts,
    ])
  },
  'an error of a parser': (draw, _, texts) => async () =>
    Promise.reject(new SyntaxError(`Unexpected token in JSON: ${said(draw, texts)}`)),
  'a body that breaks off': (draw, _, texts, real) => {
    const part = real.slice(0, draw.below(real.length + 1))
    return async () => new Response(breaking(part, said(draw, texts)), { status: draw.pick([200, 400, 500]) })
  },
  'what is no answer': (draw, _, texts, real) => async () =>
    ({
      status: draw.pick([200, 400, 599]),
      headers: draw.pick<unknown>([{ authorization: texts[0] }, new Map([['x-echo', texts[0]]]), undefined]),
      text: async () => real + said(draw, texts),
    }) as unknown as Response,
}

function said(draw: Draw, texts: readonly string[]): string {
  return Array.from({ length: 1 + draw.below(2) }, () => quoted(draw, draw.pick(texts))).join(' and ')
}

function json(
  draw: Draw,
  texts: readonly string[],
  status: number,
  body: string,
  type = 'application/json',
  more: Readonly<Record<string, string>> = {},
): OddAnswer {
  const echo = encodeURI(said(draw, texts)).slice(0, 500)
  const echoes = {
    'x-echo': echo,
    'x-request-id': echo,
    'cf-ray': echo,
    'set-cookie': `session=${echo}`,
    'www-authenticate': `Bearer realm="${echo}"`,
  }
  const headers = { 'content-type': type, ...(draw.chance(0.7) && echoes), ...more }
  return async () => new Response(status === 304 ? null : body, { status, headers })
}

function errorBody(draw: Draw, vendor: Vendor, texts: readonly string[]): object {
  const form = cases.find((each) => each.vendor === vendor)
  return form?.errorBody(said(draw, texts)) as object
}

/** The success, changed, with secrets all over it: also its own, where a reader of it would know that for one. */
function tellingMore(
  draw: Draw,
  { vendor, secret }: Subject,
  texts: readonly string[],
  real: string,
): string {
  const tree = mutated(draw, real)
  if (secret === undefined) return textOf(planted(draw, tree, texts))
  const more = textOf(planted(draw, tree, [...texts, secret, secret]))
  return isReadable(vendor, JSON.parse(more), secret) ? more : textOf(planted(draw, tree, texts))
}

function mutated(draw: Draw, real: string): Tree {
  let tree = real === '' ? new Members([]) : treeOf(JSON.parse(real))
  for (let left = draw.below(3); left > 0; left -= 1) {
    const change = draw.chance(0.15) ? draw.pick(wholeMutations) : drawnMutation(draw, tree)
    tree = change?.apply(tree) ?? tree
  }
  return tree
}

/** With whole texts in new members, in old ones and in names. In a record no part of one is looked for: a hint is a part. */
function planted(draw: Draw, tree: Tree, texts: readonly string[]): Tree {
  let result = tree
  for (let left = 1 + draw.below(3); left > 0; left -= 1) {
    const places = placesIn(result)
    if (places.length === 0) return new Members([['echo', draw.pick(texts)]])
    const text = draw.pick(texts)
    result = replaced(result, draw.pick(places), (value, name) =>
      draw.pick<readonly (readonly [string, Tree])[]>([
        [
          [name, value],
          ['echo', `<${text}>`],
        ],
        [
          [name, value],
          [`x${text}`, [new Members([['deep', text]])]],
        ],
        [[name, typeof value === 'string' ? `${value} ${text}` : value]],
        [
          [name, value],
          ['requestId', text],
        ],
      ]),
    )
  }
  return result
}

function breaking(part: string, words: string): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new Error(words))
      else controller.enqueue(new TextEncoder().encode(part))
      isSent = true
    },
  })
}
