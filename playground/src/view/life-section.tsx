import type { PreviousKey, RotateKeyResult, Secret } from 'keymux'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { createCode, revokeCode, rotateCode, verifyCode } from '../code/snippets.js'
import { inputOf } from '../form/key-form.js'
import { createdFields, endedFields, rotatedFields, verdictFields } from '../linking/result-fields.js'
import type { OwnKey } from '../world/lab.js'
import { titleOf } from '../world/vendors.js'
import { CallView } from './call-view.js'
import { KeyTable } from './key-table.js'
import { Linked } from './links.js'
import type { Shared } from './page.js'
import { Says } from './says.js'
import { Column, Nothing, Section } from './section.js'
import { Step } from './step.js'
import { type ShownCall, useCalls } from './use-calls.js'

/** A key that was rotated, and what is left of it. */
interface Former {
  readonly key: OwnKey
  readonly previous: PreviousKey
}

const overlaps = [
  ['0s', 'ends now'],
  ['1h', '1 hour more'],
  ['24h', '24 hours more'],
] as const

/** The rest of a key's life. */
export function LifeSection({ lab, pair, values, changed }: Shared): VNode {
  const { shown, isBusy, run } = useCalls(changed)
  const [overlap, setOverlap] = useState<(typeof overlaps)[number][0]>('1h')
  const [formers, setFormers] = useState<readonly [Former | undefined, Former | undefined]>([
    undefined,
    undefined,
  ])
  const [made, setMade] = useState(1)
  const currents = pair.map((vendor) => lab.own(vendor)[0])

  const create = async (side: 0 | 1): Promise<ShownCall> => {
    const vendor = pair[side]
    const input = { ...inputOf(values, lab.client(vendor).capabilities), name: `Life ${made}` }
    const call = await lab.call(vendor, 'create', async (keys) => keys.create(input), Object.values(values))
    if (call.outcome.ok) lab.hold(vendor, call.outcome.value)
    const fields = call.outcome.ok ? createdFields(call.outcome.value) : []
    return { call, fields, code: createCode(vendor, input) }
  }

  const verify = async (side: 0 | 1, secret: Secret): Promise<ShownCall | undefined> => {
    const vendor = pair[side]
    if (!lab.client(vendor).can('verify')) return undefined
    const call = await lab.call(vendor, 'verify', async (keys) => {
      if (!keys.can('verify')) throw new Error('It can, as was seen above.')
      return keys.verify(secret)
    })
    return {
      call,
      fields: call.outcome.ok ? verdictFields(call.outcome.value) : [],
      code: verifyCode(vendor, []),
    }
  }

  const rotate = async (side: 0 | 1, key: OwnKey): Promise<ShownCall> => {
    const vendor = pair[side]
    const call = await lab.call(vendor, 'rotate', async (keys): Promise<RotateKeyResult<unknown>> => {
      if (!keys.can('rotate')) throw new Error('Every vendor here can.')
      return keys.rotate(key.id, { overlap })
    })
    if (call.outcome.ok) {
      const { value } = call.outcome
      lab.hold(vendor, value)
      const former = { key, previous: value.previous }
      setFormers((before) => (side === 0 ? [former, before[1]] : [before[0], former]))
    }
    const fields = call.outcome.ok ? rotatedFields(call.outcome.value) : []
    return { call, fields, code: rotateCode(vendor, key.id, overlap) }
  }

  const revoke = async (side: 0 | 1, id: string, act?: PreviousKey): Promise<ShownCall> => {
    const vendor = pair[side]
    const call = await lab.call(vendor, 'revoke', async (keys) =>
      act === undefined ? keys.revoke(id) : act.revoke(),
    )
    return {
      call,
      fields: call.outcome.ok ? endedFields(call.outcome.value) : [],
      code: revokeCode(vendor, id),
    }
  }

  const at = (act: (side: 0 | 1) => Promise<ShownCall | undefined>) => (): void => void run(act)
  const atCurrent =
    (act: (side: 0 | 1, key: OwnKey) => Promise<ShownCall | undefined>) =>
    async (side: 0 | 1): Promise<ShownCall | undefined> => {
      const key = currents[side]
      return key === undefined ? undefined : act(side, key)
    }
  const atFormer =
    (act: (side: 0 | 1, former: Former) => Promise<ShownCall | undefined>) =>
    async (side: 0 | 1): Promise<ShownCall | undefined> => {
      const former = formers[side]
      return former === undefined ? undefined : act(side, former)
    }
  const hasNone = currents.every((key) => key === undefined)
  const hasNoFormer = formers[0] === undefined && formers[1] === undefined

  return (
    <Linked>
      <Section
        id="life"
        isBusy={isBusy}
        title="Live"
        lead="Verify the newest key of each vendor, put another in its place, and end it. Let time pass to see an overlap end."
        rail={
          <div class="steps">
            <Step
              says="Make a key"
              isOff={isBusy}
              act={() => {
                setMade(made + 1)
                void run(create)
              }}
            />
            <Step
              says="Verify"
              isOff={isBusy || hasNone}
              act={at(atCurrent(async (side, { secret }) => verify(side, secret)))}
            />
            <label class="form-field">
              <span>The old key</span>
              <select
                value={overlap}
                onChange={({ currentTarget }) =>
                  setOverlap(overlaps.find(([value]) => value === currentTarget.value)?.[0] ?? '1h')
                }
              >
                {overlaps.map(([value, says]) => (
                  <option key={value} value={value}>
                    {says}
                  </option>
                ))}
              </select>
            </label>
            <Step says="Rotate" isOff={isBusy || hasNone} act={at(atCurrent(rotate))} />
            <Step
              says="Verify the old one"
              isOff={isBusy || hasNoFormer}
              act={at(atFormer(async (side, { key }) => verify(side, key.secret)))}
            />
            <Step
              says="Revoke the old one"
              isOff={isBusy || hasNoFormer}
              act={at(atFormer(async (side, { key, previous }) => revoke(side, key.id, previous)))}
            />
            <Step
              says="Revoke"
              isOff={isBusy || hasNone}
              act={at(atCurrent(async (side, { id }) => revoke(side, id)))}
            />
            <Step
              says="Let two hours pass"
              isOff={isBusy}
              act={() => {
                lab.pass(2 * 3_600_000)
                changed()
              }}
            />
          </div>
        }
      >
        {pair.map((vendor, side) => {
          const each = shown[side]
          return (
            <Column key={vendor} title={titleOf(vendor)}>
              <KeyTable lab={lab} vendor={vendor} />
              {each !== undefined && <CallView key={each.call.at} {...each} first="time" />}
              {!lab.client(vendor).can('verify') && (
                <p class="lack">
                  {titleOf(vendor)} has no call to verify a key: keys.can('verify') is false.
                </p>
              )}
              {currents[side] === undefined && <Nothing>No key yet: make one.</Nothing>}
            </Column>
          )
        })}
        <Says calls={shown.map((each) => each?.call)} />
      </Section>
    </Linked>
  )
}
