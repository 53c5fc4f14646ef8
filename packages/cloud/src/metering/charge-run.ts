import type { Charge, PurchaseOption } from './charge.ts'
import { commitmentThing, type Committed } from './fees.ts'
import type { Hours, HourlyUse } from './hours.ts'
import type { Micros } from './money.ts'

/** Takes charges hour by hour and joins those that go on unchanged. */
export class ChargeRun {
  readonly #done: Charge[] = []
  /** The last charge of each line, by what makes it one. */
  readonly #open = new Map<string, Charge>()

  /** What no commitment covers. */
  addOnDemand({ stretch, from, to, seconds: whole }: HourlyUse, seconds: number): void {
    if (seconds <= 0) return
    const { thing, per, rate, record } = stretch
    const quantity = (record.quantity * seconds) / whole
    const charge = { ...thing, option: 'On Demand', from, to, quantity, per, rate } as const
    this.#add(record.id, { ...charge, amortizedRate: rate, publicRate: rate })
  }

  addCovered(
    { stretch, from, to, seconds: whole }: HourlyUse,
    seconds: number,
    option: PurchaseOption,
    commitment: string,
    amortizedRate: Micros,
  ): void {
    const { thing, per, rate, record } = stretch
    const quantity = (record.quantity * seconds) / whole
    this.#add(`${record.id} ${commitment}`, {
      ...thing,
      exact: false,
      option,
      commitment,
      from,
      to,
      quantity,
      per,
      rate: 0,
      amortizedRate,
      publicRate: rate,
    })
  }

  /** What a commitment had for these hours and nobody used: paid all the same. */
  addUnused(
    { from, to }: Hours,
    committed: Committed,
    quantity: number,
    amortizedRate: Micros,
  ): void {
    const begins = Math.max(from, committed.fromMs)
    const ends = Math.min(to, committed.untilMs)
    if (quantity <= 0 || ends <= begins) return
    const thing = commitmentThing(committed, 'unused')
    const charge = {
      ...thing,
      commitment: committed.id,
      from: begins,
      to: ends,
      quantity,
      fee: true,
    } as const
    this.#add(`unused ${committed.id}`, {
      ...charge,
      per: 'hour',
      rate: 0,
      amortizedRate,
      publicRate: 0,
    })
  }

  close(): readonly Charge[] {
    for (const charge of this.#open.values()) this.#done.push(charge)
    this.#open.clear()
    return this.#done
  }

  #add(key: string, charge: Charge): void {
    const last = this.#open.get(key)
    const goesOn =
      last?.to === charge.from &&
      last.quantity === charge.quantity &&
      last.rate === charge.rate &&
      last.amortizedRate === charge.amortizedRate
    if (last && !goesOn) this.#done.push(last)
    this.#open.set(key, last && goesOn ? { ...last, to: charge.to } : charge)
  }
}
