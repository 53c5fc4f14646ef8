import type { Engine } from '../engine/engine.ts'
import type { CommandRunner } from './command-runner.ts'
import type { Fabric } from './fabric/fabric.ts'
import type { GuestRunner } from './guests.ts'

/** Waits until all that the present moment of an account has set going is done. */
export interface Settling {
  settle(account: string): Promise<void>
  /** The same between two steps of a wound clock: nothing where a step reached no record, guest, network or command. */
  settleStep(account: string): Promise<void> | undefined
}

/** Something of the cloud that works beside records and guests, such as probes under way. */
export interface SettlingPart {
  /** Whether `settle` would have nothing to wait for. Asked at each step of a wound clock, so it must cost nothing. */
  rests(account: string): boolean
  settle(account: string): Promise<void>
}

export interface SettlingOptions {
  readonly engine: Engine
  readonly guests: Pick<GuestRunner, 'rests' | 'settle'>
  readonly fabric: Pick<Fabric, 'activity'>
  readonly commands: Pick<CommandRunner, 'steps'>
  readonly parts: readonly SettlingPart[]
}

export function createSettling(options: SettlingOptions): Settling {
  const { engine, guests, fabric, commands, parts } = options
  /** What had happened when an account last came to rest. */
  const seen = new Map<string, Mark>()

  const mark = (account: string): Mark => ({
    version: engine.world(account).version,
    moved: fabric.activity,
    steps: commands.steps,
  })

  function rests(account: string): boolean {
    const last = seen.get(account)
    return (
      last !== undefined &&
      last.version === engine.world(account).version &&
      last.moved === fabric.activity &&
      last.steps === commands.steps &&
      guests.rests(account) &&
      parts.every((part) => part.rests(account))
    )
  }

  /** What a guest has done may end a command, whose end may begin another. */
  async function settle(account: string): Promise<void> {
    let before: number
    do {
      before = commands.steps
      await guests.settle(account)
      for (const part of parts) if (!part.rests(account)) await part.settle(account)
      await new Promise((resolve) => setImmediate(resolve))
    } while (commands.steps !== before || !parts.every((part) => part.rests(account)))
    seen.set(account, mark(account))
  }

  return {
    settle,
    settleStep: (account) => (rests(account) ? undefined : settle(account)),
  }
}

interface Mark {
  readonly version: number
  readonly moved: number
  readonly steps: number
}
