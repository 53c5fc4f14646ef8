import { timerRecords, type TimerRecord } from './timers.ts'
import { partitionOf, type World } from './world.ts'

/** Sets the clocks of worlds by the timers among their records. */
export class ArmedTimers {
  readonly #fire: (of: World, region: string, timer: TimerRecord) => void

  constructor(fire: (of: World, region: string, timer: TimerRecord) => void) {
    this.#fire = fire
  }

  /** All that a world has. */
  arm(world: World): void {
    for (const { region } of world.partitions.values()) {
      const { all } = partitionOf(world, region).table(timerRecords)
      for (const timer of all()) this.#set(world, region, timer)
    }
  }

  /** A timer's record came, changed or went. */
  follow(world: World, region: string, id: string): void {
    const timer = partitionOf(world, region).table(timerRecords).get(id)?.record
    if (timer) this.#set(world, region, timer)
    else {
      const key = `${region} ${id}`
      world.timers.get(key)?.()
      world.timers.delete(key)
    }
  }

  #set(of: World, region: string, timer: TimerRecord): void {
    const key = `${region} ${timer.id}`
    of.timers.get(key)?.()
    const cancel = of.clock.at(timer.at, () => {
      of.timers.delete(key)
      this.#fire(of, region, timer)
    })
    of.timers.set(key, cancel)
  }
}
