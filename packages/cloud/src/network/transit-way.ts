import { contains, type Address } from './address.ts'
import type { TransitAttachment, TransitTable, TransitTableRoute } from './view.ts'

/** What one transit gateway does with a packet. */
export interface TransitStep {
  readonly from: TransitAttachment
  readonly table: TransitTable | undefined
  readonly route: TransitTableRoute | undefined
  /** Where it leaves the gateway. */
  readonly to: TransitAttachment | undefined
}

export interface TransitWay {
  readonly steps: readonly TransitStep[]
  /** The attachment of a VPC or a VPN at which it comes out, unless the last step stops it. */
  readonly out: TransitAttachment | undefined
  readonly loops: boolean
}

/** From the attachment by which a packet comes in, over peered gateways, to the one by which it leaves. */
export function findTransitWay(entry: TransitAttachment, to: Address): TransitWay {
  const steps: TransitStep[] = []
  const seen = new Set<string>()
  let from = entry
  for (;;) {
    if (seen.has(from.gatewayId)) return { steps, out: undefined, loops: true }
    seen.add(from.gatewayId)
    const { table } = from
    const route = table?.routes.find(({ block }) => contains(block, to))
    const out = route?.attachment()
    steps.push({ from, table, route, to: out })
    if (!out) return { steps, out: undefined, loops: false }
    if (out.end.kind !== 'peering') return { steps, out, loops: false }
    const far = out.end.far()
    if (!far) return { steps, out: undefined, loops: false }
    from = far
  }
}
