import { Document, isMap, type Node, type Pair, type Scalar } from 'yaml'
import { annotationKey } from '../annotations.js'
import type { JsonObject } from '../json.js'
import { withoutCredentials } from '../without-credentials.js'
import type { Action } from './proposal.js'

const heading = (document: string): string =>
  ` What the document means to keymux (docs/overlay.md), proposed from ${withoutCredentials(document)}.
 Each \`guess\` is to be read against the vendor's documentation; delete the word once you have.`

/** The overlay as a person goes on with it: one action a place, each guess with its reason. */
export function writeOverlay(
  vendor: string,
  root: JsonObject,
  actions: readonly Action[],
  source: string,
): string {
  const document = new Document({
    overlay: '1.0.0',
    info: { title: `${vendor} as keymux sees it`, version: '1.0.0' },
    actions: [{ target: '$', update: { [annotationKey]: root } }, ...actions.map(plain)],
  })
  document.commentBefore = heading(source)
  const list = document.get('actions') as { readonly items: readonly Node[] }
  setFlow(document.get('info'))
  actions.forEach((action, index) => decorate(list.items[index + 1], action))
  return document.toString({ lineWidth: 120, flowCollectionPadding: true })
}

function plain({ target, updates }: Action): object {
  const own = updates.get('')
  const update =
    own === undefined
      ? Object.fromEntries(
          [...updates].map(([name, { annotation }]) => [name, { [annotationKey]: annotation }]),
        )
      : { [annotationKey]: own.annotation }
  return { target, update }
}

/** Annotations stand on one line, and the doubts at their ends. */
function decorate(node: Node | undefined, { updates }: Action): void {
  if (!isMap(node)) return
  const update = node.get('update')
  if (!isMap(update)) return
  if (updates.has('')) {
    const doubt = updates.get('')?.doubt
    setFlow(update)
    if (doubt !== undefined) node.commentBefore = ` guess: ${doubt}`
    return
  }
  for (const pair of update.items as Pair<Scalar<string>, Node>[]) {
    const doubt = updates.get(pair.key.value)?.doubt
    setFlow(pair.value)
    if (doubt !== undefined && pair.value !== null) pair.value.comment = ` guess: ${doubt}`
  }
}

function setFlow(node: unknown): void {
  if (isMap(node)) node.flow = true
}
