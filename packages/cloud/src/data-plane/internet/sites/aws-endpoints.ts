import {
  encodeError,
  findSigner,
  type WireCall,
  type WireRequest,
  type WireResponse,
} from '@brume/aws-wire'
import type { Site, SiteReply } from '../site.ts'
import { answerCommand, commandType } from '../aws-command.ts'

/** An AWS request to its answer, in the world of an account unless its key says otherwise. */
export type AwsDispatch = (
  request: WireRequest,
  known: {
    readonly account: string
    readonly call?: WireCall
    readonly signed?: WireRequest
    readonly sourceIp?: string
  },
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
    async answer({ method, url, headers, body, account, caller }): Promise<SiteReply> {
      const bytes = await body()
      const request: WireRequest = { method, url, headers, body: bytes }
      const signer = findSigner(request, new Map(new URLSearchParams(url.split('?')[1])))
      if (headers['content-type'] === commandType) {
        const answered = await answerCommand(bytes, (call, input) => {
          const known = { ...call, protocol: 'awsJson1_1' as const }
          const asked = { ...request, body: Buffer.from(JSON.stringify(input)) }
          return signer
            ? dispatch(asked, {
                account,
                call: { ...known, signer },
                signed: request,
                sourceIp: caller,
              })
            : refuse(known, asked)
        })
        return { type: 'application/json', body: JSON.stringify(answered) }
      }
      return replyOf(
        await (signer
          ? dispatch(request, { account, sourceIp: caller })
          : refuse(undefined, request)),
      )
    },
  }
}

/** From the Internet nobody is let in without a name, unlike at the port of this computer. */
async function refuse(call: WireCall | undefined, request: WireRequest): Promise<WireResponse> {
  const error = {
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
    status: 403,
  }
  return encodeError(call, request, error, crypto.randomUUID())
}

function replyOf({ status, headers, body }: WireResponse): SiteReply {
  const { 'content-type': type = 'text/xml', ...rest } = headers
  return { status, type, headers: rest, body: Buffer.concat([...body]) }
}
