import type { Engine } from '../engine/engine.ts'
import { flowLogs, type FlowLogRecord } from '../services/ec2/flow-logs/flow-log.ts'
import { parseLogFormat, type LogField } from '../services/ec2/flow-logs/log-format.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../services/ec2/network-interfaces/network-interface.ts'
import { zoneIdOf } from '../catalogue/regions.ts'
import type { Fabric } from './fabric/fabric.ts'
import type { FlowEvent } from './fabric/flow-table.ts'
import type { Place } from './fabric/region-network.ts'

/** What the network writes into flow logs. CloudWatch Logs and S3 are not there to take it: the newest records are kept here. */
export interface FlowLogs {
  /** The newest records of a flow log, oldest first; undefined for one that is not there. */
  read(place: Place, flowLogId: string): readonly string[] | undefined
  close(): void
}

const keptLines = 5000

export function createFlowLogs({ engine, fabric }: { engine: Engine; fabric: Fabric }): FlowLogs {
  const lines = new Map<string, string[]>()
  const keyOf = ({ account, region }: Place, id: string) => `${account}/${region}/${id}`

  const stops = [
    fabric.onFlow((event) => {
      const db = engine.read(event)
      const eni = db.get(networkInterfaces, event.networkInterfaceId)
      if (!eni) return
      for (const resource of [eni.id, eni.subnetId, eni.vpcId]) {
        for (const log of db.by(flowLogs, 'resource', resource)) {
          if (log.trafficType === 'ALL' || log.trafficType === event.action) write(log, event, eni)
        }
      }
    }),
    engine.onChange((change) => {
      if (change.type !== flowLogs.name || !change.deleted) return
      lines.delete(keyOf({ account: change.account, region: change.region ?? '' }, change.id))
    }),
    engine.onReset((account) => {
      for (const key of lines.keys()) if (key.startsWith(`${account}/`)) lines.delete(key)
    }),
  ]

  function write(log: FlowLogRecord, event: FlowEvent, eni: NetworkInterfaceRecord): void {
    const key = keyOf(event, log.id)
    let kept = lines.get(key)
    if (!kept) lines.set(key, (kept = []))
    const values = valuesOf(event, eni)
    kept.push(
      parseLogFormat(log.format)
        .map((field) => values[field])
        .join(' '),
    )
    if (kept.length > keptLines) kept.splice(0, kept.length - keptLines)
  }

  return {
    read(place, id) {
      if (!engine.read(place).get(flowLogs, id)) return undefined
      return lines.get(keyOf(place, id)) ?? []
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}

const protocolNumbers = { tcp: '6', udp: '17', icmp: '1' } as const
const icmpv6 = '58'

function valuesOf(event: FlowEvent, eni: NetworkInterfaceRecord): Record<LogField, string> {
  const { sourceAddress, destinationAddress } = event
  const six = sourceAddress.includes(':')
  const seconds = (at: number) => String(Math.floor(at / 1000))
  return {
    version: '2',
    'account-id': event.account,
    'interface-id': eni.id,
    srcaddr: sourceAddress,
    dstaddr: destinationAddress,
    srcport: String(event.sourcePort),
    dstport: String(event.destinationPort),
    protocol: six && event.protocol === 'icmp' ? icmpv6 : protocolNumbers[event.protocol],
    packets: String(event.packets),
    bytes: String(event.bytes),
    start: seconds(event.start),
    end: seconds(event.end),
    action: event.action,
    'log-status': 'OK',
    'vpc-id': eni.vpcId,
    'subnet-id': eni.subnetId,
    'instance-id': eni.attachment?.instanceId ?? '-',
    // SYN alone for what never began; SYN and FIN for a whole connection.
    'tcp-flags': event.protocol === 'tcp' ? (event.action === 'REJECT' ? '2' : '3') : '0',
    type: six ? 'IPv6' : 'IPv4',
    'pkt-srcaddr': sourceAddress,
    'pkt-dstaddr': destinationAddress,
    region: event.region,
    'az-id': zoneIdOf(eni.availabilityZone) ?? '-',
    'sublocation-type': '-',
    'sublocation-id': '-',
    'pkt-src-aws-service': '-',
    'pkt-dst-aws-service': '-',
    'flow-direction': event.direction,
    'traffic-path': event.direction === 'egress' ? '1' : '-',
  }
}
