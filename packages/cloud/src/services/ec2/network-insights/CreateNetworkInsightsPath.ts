import type {
  CreateNetworkInsightsPathRequest,
  CreateNetworkInsightsPathResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { parseIpv4 } from '../../../network/cidr.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { readEnd } from './component.ts'
import { toPath } from './describe-path.ts'
import { networkInsightsPaths, type NetworkInsightsPathRecord } from './network-insights.ts'

/** https://docs.aws.amazon.com/vpc/latest/reachability/reachability-analyzer-limits.html */
const pathLimit = 100

/**
 * A question to Reachability Analyzer: from an instance, interface or internet gateway to another, or to an address.
 * @limits 100 in a Region.
 */
export const CreateNetworkInsightsPath = operation<
  CreateNetworkInsightsPathRequest,
  CreateNetworkInsightsPathResult
>('CreateNetworkInsightsPath', (ctx, input) => {
  refuseMembers('CreateNetworkInsightsPath', input, ['FilterAtSource', 'FilterAtDestination'])
  const tags = readTagSpecifications(input.TagSpecifications, ['network-insights-path'])(
    'network-insights-path',
  )
  const { Protocol: protocol, DestinationPort: port, SourceIp, DestinationIp } = input
  if (protocol !== 'tcp' && protocol !== 'udp') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${protocol}) for parameter protocol is invalid.`,
    )
  }
  if (input.Destination === undefined && DestinationIp === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter Destination')
  }
  for (const address of [SourceIp, DestinationIp]) {
    if (address === undefined || parseIpv4(address) !== undefined) continue
    throw new AwsError('InvalidParameterValue', `Invalid IPv4 address: ${address}`)
  }
  if (ctx.db.count(networkInsightsPaths) >= pathLimit) {
    throw new AwsError(
      'NetworkInsightsPathLimitExceeded',
      'The maximum number of network insights paths has been reached.',
    )
  }
  const path: NetworkInsightsPathRecord = {
    id: newId(ctx.chance, 'nip'),
    source: readEnd(ctx, input.Source ?? ''),
    ...(input.Destination !== undefined && { destination: readEnd(ctx, input.Destination) }),
    ...(SourceIp !== undefined && { sourceIp: SourceIp }),
    ...(DestinationIp !== undefined && { destinationIp: DestinationIp }),
    protocol,
    ...(port !== undefined && { destinationPort: port }),
    createTime: ctx.now,
    tags,
  }
  ctx.db.put(networkInsightsPaths, path)
  return { NetworkInsightsPath: toPath(ctx, path) }
})
