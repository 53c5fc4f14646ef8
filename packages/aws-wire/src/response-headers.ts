import type { Protocol } from './types.ts'

const contentTypes: Readonly<Record<Protocol, string>> = {
  ec2Query: 'text/xml;charset=UTF-8',
  awsQuery: 'text/xml',
  awsJson1_0: 'application/x-amz-json-1.0',
  awsJson1_1: 'application/x-amz-json-1.1',
  restJson1: 'application/json',
  'rpc-v2-cbor': 'application/cbor',
}

/** The headers of every answer in a protocol. SDKs read the request id from its header, not from the body. */
export function responseHeaders(protocol: Protocol, requestId: string): Record<string, string> {
  return {
    'content-type': contentTypes[protocol],
    'x-amzn-requestid': requestId,
    ...(protocol === 'rpc-v2-cbor' ? { 'smithy-protocol': 'rpc-v2-cbor' } : {}),
  }
}
