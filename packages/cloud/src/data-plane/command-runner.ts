import type { Guest } from '@brume/guests'
import type { Engine } from '../engine/engine.ts'
import type { CommandHost, GuestTarget } from '../host.ts'
import { instances } from '../services/ec2/instances/instance.ts'
import {
  commands,
  invocations,
  isOver,
  type InvocationRecord,
  type ScriptStep,
  type StepResult,
} from '../services/ssm/commands/command.ts'
import { begin, delay, finish, noteStep, settle } from '../services/ssm/commands/progress.ts'
import { findAgent } from '../services/ssm/instances/connection.ts'
import { putCollected } from '../services/ssm/inventory/inventory.ts'
import { runScript, type RunningScript, type ScriptResult } from './agent-script.ts'

/** Carries commands to the agents of their instances and their results back. */
export interface CommandRunner extends CommandHost {
  /** Ends what ran when Brume ended, and delivers what waits. */
  resume(): void
  /** Counts what has been delivered and ended, so that a wound clock can wait until no more happens. */
  readonly steps: number
  close(): void
}

export interface CommandRunnerOptions {
  readonly engine: Engine
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  readonly onError: (error: unknown) => void
}

type Place = Omit<GuestTarget, 'instanceId'>

/** One command at one instance, while it runs there. */
interface Run {
  readonly place: Place
  readonly instanceId: string
  script: RunningScript | undefined
  stop: 'cancelled' | 'timed-out' | undefined
}

/** As a shell tells of SIGKILL; the agent gives it for every command that it stopped. */
const stoppedCode = 137
/** How a program ends whose guest went away under it. */
const goneCode = 255
const goneText = 'The instance went down while the command ran.\n'
const lostText = 'The agent was restarted while the command ran; how it ended is not known.\n'

export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  const { engine, findGuest, onError } = options
  const runs = new Map<string, Run>()
  let steps = 0
  let closed = false

  const keyOf = ({ account, region }: Place, id: string): string => `${account}/${region}/${id}`

  /** Where commands wait for an agent: only there does a change of an instance matter. */
  const waitingIn = new Set<string>()
  const unsubscribe = engine.onChange((change) => {
    if (change.type !== instances.name || change.region === undefined) return
    const place = { account: change.account, region: change.region }
    if (waitingIn.has(keyOf(place, ''))) deliverLater(place)
  })
  const unsubscribeReset = engine.onReset((account) => {
    for (const [key, run] of runs) {
      if (run.place.account !== account) continue
      runs.delete(key)
      run.script?.kill()
    }
  })

  const scheduled = new Map<string, Place>()
  /** After the transaction that asked, and once for all that ask together. */
  function deliverLater(place: Place): void {
    const key = keyOf(place, '')
    if (closed || scheduled.has(key)) return
    scheduled.set(key, place)
    queueMicrotask(() => {
      scheduled.delete(key)
      if (!closed) guard(() => deliver(place))
    })
  }

  function deliver(place: Place): void {
    let isWaiting = false
    const started = engine.transact(place, (ctx) => {
      const found: { invocation: InvocationRecord; steps: readonly ScriptStep[] }[] = []
      for (const invocation of [...ctx.db.all(invocations)]) {
        const { status, admitted, instanceId, commandId } = invocation
        if (!admitted || (status !== 'Pending' && status !== 'Delayed')) continue
        const command = ctx.db.get(commands, commandId)
        if (command === undefined) continue
        const instance = ctx.db.get(instances, instanceId)
        if (instance === undefined || instance.state === 'terminated') {
          settle(ctx, invocation.id, { status: 'Failed', statusDetails: 'Undeliverable' })
          continue
        }
        if (findAgent(ctx, instanceId) === undefined) {
          delay(ctx, invocation)
          isWaiting = true
          continue
        }
        begin(ctx, invocation, command)
        found.push({ invocation, steps: command.steps })
      }
      return found
    })
    if (isWaiting) waitingIn.add(keyOf(place, ''))
    else waitingIn.delete(keyOf(place, ''))
    for (const { invocation, steps: script } of started) {
      const run: Run = {
        place,
        instanceId: invocation.instanceId,
        script: undefined,
        stop: undefined,
      }
      runs.set(keyOf(place, invocation.id), run)
      steps += 1
      void work(run, invocation, script).catch(onError)
    }
  }

  async function work(
    run: Run,
    { id }: InvocationRecord,
    script: readonly ScriptStep[],
  ): Promise<void> {
    for (const [index, step] of script.entries()) {
      const result = await perform(run, id, index, step)
      // The account may have been reset, or Brume be ending.
      if (closed || runs.get(keyOf(run.place, id)) !== run) return
      const hasFailed = result.status !== 'Success'
      if (run.stop === 'cancelled' || (hasFailed && step.exitsOnFailure)) break
    }
    runs.delete(keyOf(run.place, id))
    steps += 1
    engine.transact(run.place, (ctx) => finish(ctx, id))
  }

  async function perform(
    run: Run,
    id: string,
    index: number,
    step: ScriptStep,
  ): Promise<Partial<StepResult>> {
    const { clock } = engine.world(run.place.account)
    const note = (change: Partial<StepResult>): Partial<StepResult> => {
      steps += 1
      engine.transact(run.place, (ctx) => noteStep(ctx, id, index, change))
      return change
    }
    if (run.stop === 'cancelled') {
      return note({ status: 'Cancelled', statusDetails: 'Cancelled' })
    }
    run.stop = undefined
    note({ status: 'InProgress', statusDetails: 'InProgress', startedAt: clock.now() })
    const guest = findGuest({ ...run.place, instanceId: run.instanceId })
    const cancelTimeout = clock.after(step.timeoutSeconds * 1000, () => {
      run.stop ??= 'timed-out'
      run.script?.kill()
    })
    let result: ScriptResult
    try {
      if (guest === undefined) throw new Error('The instance is no longer running.')
      const [commandId = ''] = id.split('/')
      run.script = await runScript(guest, {
        ...run.place,
        instanceId: run.instanceId,
        commandId,
        step,
      })
      // Stopped while it was being started.
      if (run.stop !== undefined) run.script.kill()
      result = await run.script.result
      if (
        result.code === goneCode &&
        findGuest({ ...run.place, instanceId: run.instanceId }) !== guest
      ) {
        result = { ...result, errorOutput: `${result.errorOutput}\n${goneText}` }
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      result = { code: 1, output: '', errorOutput: `failed to run commands: ${reason}` }
    } finally {
      cancelTimeout()
      run.script = undefined
    }
    if (closed || runs.get(keyOf(run.place, id)) !== run) return {}
    const { collected } = result
    if (collected !== undefined) {
      engine.transact(run.place, (ctx) => putCollected(ctx, run.instanceId, collected))
    }
    return note({ ...outcomeOf(run, result), endedAt: clock.now() })
  }

  function outcomeOf(run: Run, { code, output, errorOutput }: ScriptResult): Partial<StepResult> {
    const streams = { output, errorOutput }
    if (run.stop === 'cancelled') {
      return {
        status: 'Cancelled',
        statusDetails: 'Cancelled',
        responseCode: stoppedCode,
        ...streams,
      }
    }
    if (run.stop === 'timed-out') {
      return {
        status: 'TimedOut',
        statusDetails: 'ExecutionTimedOut',
        responseCode: stoppedCode,
        ...streams,
      }
    }
    const status = code === 0 ? 'Success' : 'Failed'
    return { status, statusDetails: status, responseCode: code, ...streams }
  }

  function guard(fn: () => void): void {
    try {
      fn()
    } catch (error) {
      onError(error)
    }
  }

  return {
    get steps() {
      return steps
    },
    deliver: ({ account, region }) => deliverLater({ account, region }),
    stop(place, id) {
      const run = runs.get(keyOf(place, id))
      if (run === undefined) return
      run.stop = 'cancelled'
      run.script?.kill()
    },
    resume() {
      for (const place of engine.places()) {
        engine.transact(place, (ctx) => {
          for (const { id, status } of [...ctx.db.all(invocations)]) {
            if (status !== 'InProgress' && status !== 'Cancelling') continue
            const invocation = ctx.db.get(invocations, id)
            for (const [index, step] of (invocation?.steps ?? []).entries()) {
              if (!isOver(step.status)) {
                noteStep(ctx, id, index, {
                  status: 'Failed',
                  statusDetails: 'Failed',
                  errorOutput: lostText,
                  endedAt: ctx.now,
                })
              }
            }
            finish(ctx, id)
          }
        })
        deliverLater(place)
      }
    },
    close() {
      closed = true
      unsubscribe()
      unsubscribeReset()
      for (const run of runs.values()) run.script?.kill()
      runs.clear()
    },
  }
}
