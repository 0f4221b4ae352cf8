import type { LossTotal, MigrationPlan, Progress, ReportedKey } from 'keymux/migrate'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { migrateCode } from '../code/snippets.js'
import { useMigration } from '../migration/use-migration.js'
import { titleOf } from '../world/vendors.js'
import { CodeBlock } from './code-block.js'
import type { Shared } from './page.js'
import { Part } from './part.js'
import { Nothing, Section } from './section.js'
import { Step } from './step.js'

/** A small migration between the two vendors. */
export function MigrateSection({ lab, pair: [from, to], values, changed }: Shared): VNode {
  const [strategy, setStrategy] = useState<'preserve' | 'reissue'>('preserve')
  const [knowsSecrets, setKnowsSecrets] = useState(false)
  const owner = values.owner.trim() || lab.emulator.credentials.clerk.subject
  const migration = useMigration({ lab, from, to, owner, strategy, knowsSecrets, changed })
  const { state, isBusy, isRunning } = migration
  const { plan, progress, report, keys, says } = state
  return (
    <Section
      id="migrate"
      isBusy={isBusy}
      title="Move"
      lead={`Move keys from ${titleOf(from)} to ${titleOf(to)}. The plan says of every field what becomes of it, before anything is written.`}
      rail={
        <div class="steps">
          <label class="form-field">
            <span>Secrets</span>
            <select
              value={strategy}
              disabled={isBusy}
              onChange={({ currentTarget }) =>
                setStrategy(currentTarget.value === 'reissue' ? 'reissue' : 'preserve')
              }
            >
              <option value="preserve">keep, where possible</option>
              <option value="reissue">are all new</option>
            </select>
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={knowsSecrets}
              disabled={isBusy}
              onChange={({ currentTarget }) => setKnowsSecrets(currentTarget.checked)}
            />
            <span>I have the old ones: hash them here</span>
          </label>
          <Step says={`Make 12 keys at ${titleOf(from)}`} act={migration.make} isOff={isBusy} />
          <Step says="Plan" act={migration.plan} isOff={isBusy} />
          {isRunning ? (
            <Step says="Stop" act={migration.stop} isMain />
          ) : (
            <Step says="Run, or go on" act={migration.run} isOff={isBusy || plan === undefined} isMain />
          )}
          <Step
            says="Revoke the sources"
            act={migration.revokeSources}
            isOff={isBusy || report === undefined}
          />
          <Step says="Roll back" act={migration.rollBack} isOff={isBusy || report === undefined} />
        </div>
      }
    >
      <div class="column is-wide">
        <h3>
          {titleOf(from)} to {titleOf(to)}
        </h3>
        <p class="says" role="status">
          {says}
        </p>
        {plan === undefined ? (
          <Nothing>Make some keys, then plan: the losses and the progress will stand here.</Nothing>
        ) : (
          <>
            <Totals plan={plan} />
            {progress !== undefined && <Bar progress={progress} />}
            <Losses losses={plan.totals.losses} />
            {keys !== undefined && <Moved keys={keys} />}
            <Part title="The code for it" isOpen={false}>
              <CodeBlock code={migrateCode(from, to, strategy)} />
            </Part>
          </>
        )}
      </div>
    </Section>
  )
}

function Totals({ plan: { totals } }: { readonly plan: MigrationPlan }): VNode {
  const counts = [
    ['keys', totals.keys],
    ['keep their secret', totals.preserve],
    ['get a new one', totals.reissue],
    ['stay', totals.skip],
  ] as const
  return (
    <>
      <dl class="totals">
        {counts.map(([what, count]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {Object.entries(totals.skipped).map(([why, count]) => (
        <p key={why} class="note">
          {count} {count === 1 ? 'stays' : 'stay'}: {why}
        </p>
      ))}
    </>
  )
}

function Bar({
  progress: { settled, total, moved, failed, skipped },
}: {
  readonly progress: Progress
}): VNode {
  return (
    <div class="progress">
      <progress value={settled} max={Math.max(total, 1)} aria-label="Keys settled" />
      <p class="note">
        {settled} of {total} settled: {moved} moved, {skipped} skipped, {failed} failed
      </p>
    </div>
  )
}

function Losses({ losses }: { readonly losses: readonly LossTotal[] }): VNode {
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label="Losses">
      <table class="losses">
        <caption>What each field loses</caption>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">what</th>
            <th scope="col">keys</th>
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          {losses.map(({ field, kind, keys, why }) => (
            <tr key={`${field} ${kind} ${why}`}>
              <th scope="row">{field}</th>
              <td>
                <span class={`kind is-${kind}`}>{kind}</span>
              </td>
              <td class="number">{keys}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Moved({ keys }: { readonly keys: readonly ReportedKey[] }): VNode {
  return (
    <Part title="Every key" note={`${keys.length} keys`} isOpen={false}>
      <div class="scroller" tabIndex={0} role="region" aria-label="Every key">
        <table class="losses">
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">to</th>
              <th scope="col">outcome</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(({ id, target, outcome, how, note }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>{target ?? '–'}</td>
                <td>{[outcome, how, note].filter((text) => text !== null).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}
