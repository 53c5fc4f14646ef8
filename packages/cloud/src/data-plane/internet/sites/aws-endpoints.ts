import { findSigner, type WireCall, type WireRequest, type WireResponse } from '@brume/aws-wire'
import type { Site, SiteReply } from '../site.ts'
import { answerCommand, commandType } from '../aws-command.ts'

/** An AWS request to its answer, in the world of an account unless its key says otherwise. */
export type AwsDispatch = (
  request: WireRequest,
  known: { readonly account: string; readonly call?: WireCall },
) => Promise<WireResponse>

const hosts =
  /^(?:(?:ec2|ssm|sts|autoscaling|elasticloadbalancing|monitoring|ec2-instance-connect)\.[a-z0-9-]+|iam|sts)\.amazonaws\.com$/

/**
 * AWS's own endpoints as guests see them. They take what AWS takes, and besides that a line of the AWS CLI as it was typed: the
 * guests' `aws` carries none of the schemas that tell what its options mean.
 */
export function awsEndpoints(dispatch: AwsDispatch): Site {
  return {
    serves: (host) => hosts.test(host),
    async answer({ method, url, headers, body, account }): Promise<SiteReply> {
      const bytes = await body()
      const request: WireRequest = { method, url, headers, body: bytes }
      if (headers['content-type'] !== commandType)
        return replyOf(await dispatch(request, { account }))
      const signer = findSigner(request)
      const answered = await answerCommand(bytes, (call, input) =>
        dispatch(
          { ...request, body: Buffer.from(JSON.stringify(input)) },
          { account, call: { ...call, protocol: 'awsJson1_1', ...(signer && { signer }) } },
        ),
      )
      return { type: 'application/json', body: JSON.stringify(answered) }
    },
  }
}

function replyOf({ status, headers, body }: WireResponse): SiteReply {
  const { 'content-type': type = 'text/xml', ...rest } = headers
  return { status, type, headers: rest, body: Buffer.concat([...body]) }
}
