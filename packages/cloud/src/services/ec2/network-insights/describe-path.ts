import type { NetworkInsightsPath } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { toComponent } from './component.ts'
import type { NetworkInsightsPathRecord } from './network-insights.ts'

export function toPath(ctx: Context, path: NetworkInsightsPathRecord): NetworkInsightsPath {
  const { id, source, destination } = path
  return {
    NetworkInsightsPathId: id,
    NetworkInsightsPathArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:network-insights-path/${id}`,
    CreatedDate: new Date(path.createTime),
    Source: source,
    SourceArn: toComponent(ctx, source)?.Arn,
    SourceIp: path.sourceIp,
    Destination: destination,
    DestinationArn: destination === undefined ? undefined : toComponent(ctx, destination)?.Arn,
    DestinationIp: path.destinationIp,
    Protocol: path.protocol,
    DestinationPort: path.destinationPort,
    Tags: [...path.tags],
  }
}
