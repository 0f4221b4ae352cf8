import { Draw } from './draw.js'
import type { Situation } from './judge.js'
import { refusingMutations, truncated, untouched, wireMutations, type WireMutation } from './mutate-text.js'
import { drawnMutation, fieldMutations, wholeMutations, type TreeMutation } from './mutate-tree.js'
import type { Exchange, Subject } from './subjects.js'
import { textOf, treeOf, type Tree } from './tree.js'

/**
 * Answers to try, so many of them. First every single mutation of every answer: where they are too many, those of a verdict
 * that must not change, then those of a secret, and an even share of the others. Then mutations upon mutations, drawn from
 * the seed.
 */
export function* situationsOf(
  subjects: readonly Subject[],
  count: number,
  seed: string,
): Generator<Situation> {
  const draw = new Draw(seed)
  const targets = targetsOf(subjects)
  let made = 0
  for (const kind of byWeight) {
    const singles = targets.filter(({ subject }) => kind.test(subject.kind)).flatMap(singlesOf)
    const share = (count * singly - made) / singles.length
    for (const make of singles) {
      if (!draw.chance(share)) continue
      made += 1
      yield make()
    }
  }
  for (; made < count; made += 1) yield drawn(draw, draw.pick(targets))
}

/** The share of situations with one mutation alone. */
const singly = 0.85

const byWeight = [/verify dead/, /secret/, /plain|list|page|verify valid/]

interface Target {
  readonly subject: Subject
  readonly exchange: Exchange
  readonly tree: Tree
}

function targetsOf(subjects: readonly Subject[]): Target[] {
  return subjects.flatMap((subject) =>
    subject.exchanges
      .filter(({ text }) => text !== '')
      .map((exchange) => ({ subject, exchange, tree: treeOf(JSON.parse(exchange.text)) })),
  )
}

function singlesOf(target: Target): (() => Situation)[] {
  const { tree, exchange, subject } = target
  const bytes = new TextEncoder().encode(exchange.text).length
  const refusals = subject.kind === 'secret' ? refusingMutations : []
  return [
    ...[...fieldMutations(tree), ...wholeMutations].map((each) => () => situation(target, [each], untouched)),
    ...[...wireMutations, ...refusals].map((each) => () => situation(target, [], each)),
    ...Array.from({ length: bytes }, (_, at) => () => situation(target, [], truncated(at))),
  ]
}

/** Two to four changes of an answer, and now and then one of how it is written. */
function drawn(draw: Draw, target: Target): Situation {
  const changes: TreeMutation[] = []
  let { tree } = target
  for (let left = 1 + draw.below(4); left > 0; left -= 1) {
    const field = draw.chance(0.15) ? undefined : drawnMutation(draw, tree)
    const change = field ?? draw.pick(wholeMutations)
    changes.push(change)
    tree = change.apply(tree)
  }
  return situation(target, changes, draw.chance(0.3) ? draw.pick(wireMutations) : untouched)
}

function situation(
  { subject, exchange, tree }: Target,
  changes: readonly TreeMutation[],
  write: WireMutation,
): Situation {
  const text = textOf(changes.reduce((each, { apply }) => apply(each), tree))
  const wire = write.apply(text, exchange.status)
  const isCut = write.name.startsWith('cut off')
  const about = [...changes.map(({ name }) => name), ...(write === untouched ? [] : [write.name])].join(', ')
  return {
    subject,
    target: exchange,
    wire,
    name: `${subject.vendor} ${subject.title}: ${about}`,
    fields: changes.map(({ field }) => field),
    json: write.keepsJson ? text : undefined,
    holdsSecret: isCut && endsAfter(wire.body, subject.secret),
  }
}

/** Cut off after the secret, so that it came whole. */
function endsAfter(body: string | Uint8Array, secret: string | undefined): boolean {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return secret !== undefined && text.includes(JSON.stringify(secret))
}
