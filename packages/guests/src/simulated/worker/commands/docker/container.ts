import type { Machine } from '../../system/machine.ts'
import type { Process } from '../../system/process.ts'
import type { ContainerState } from './state.ts'

/** What the daemon answers when it refuses. */
export class DockerError extends Error {
  override readonly name = 'DockerError'
  readonly status: number

  constructor(message: string, status = 125) {
    super(message)
    this.status = status
  }
}

export interface Container {
  state: ContainerState
  machine: Machine | undefined
  process: Process | undefined
  /** Resolves with its exit code. */
  ended: Promise<number>
}
