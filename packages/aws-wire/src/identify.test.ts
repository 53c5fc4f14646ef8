import { describe, expect, test } from 'vitest'
import { identify } from './identify.ts'
import { authorization, formRequest, jsonRequest } from './testing/requests.ts'
import type { WireRequest } from './types.ts'
import { WireFault } from './wire-fault.ts'

const credential = 'AKIDEXAMPLE%2F20260102%2Feu-west-1%2Fec2%2Faws4_request'

function get(query: string, headers: Record<string, string> = {}): WireRequest {
  return { method: 'GET', url: `/?${query}`, headers, body: new Uint8Array() }
}

function post(body: string, headers: Record<string, string> = {}): WireRequest {
  return { method: 'POST', url: '/', headers, body: Buffer.from(body) }
}

function codeOf(request: WireRequest): string {
  try {
    identify(request)
  } catch (error) {
    if (error instanceof WireFault) return error.code
    throw error
  }
  return 'none'
}

describe('the service and the operation', () => {
  test('of a signed form post', () => {
    expect(identify(formRequest('ec2', 'Action=RunInstances'))).toEqual({
      service: 'ec2',
      operation: 'RunInstances',
      protocol: 'ec2Query',
      signer: { accessKeyId: 'AKIDEXAMPLE', region: 'eu-west-1', signingName: 'ec2' },
    })
  })

  test('of a presigned GET', () => {
    const query = `Action=DescribeVpcs&Version=2016-11-15&X-Amz-Credential=${credential}&X-Amz-Security-Token=t%2F1`
    expect(identify(get(query))).toMatchObject({
      operation: 'DescribeVpcs',
      signer: { region: 'eu-west-1', sessionToken: 't/1' },
    })
  })

  test('of a post whose signature is in its URL', () => {
    const request = {
      ...post('Action=DescribeVpcs&Version=2016-11-15'),
      url: `/?X-Amz-Credential=${credential}`,
    }
    expect(identify(request)).toMatchObject({
      operation: 'DescribeVpcs',
      signer: { signingName: 'ec2' },
    })
  })

  test('of an unsigned call, by its version', () => {
    const call = identify(post('Action=AssumeRoleWithWebIdentity&Version=2011-06-15'))
    expect(call).toEqual({
      service: 'sts',
      operation: 'AssumeRoleWithWebIdentity',
      protocol: 'awsQuery',
    })
  })

  test('of a JSON post', () => {
    expect(identify(jsonRequest('cloudwatch', 'PutMetricData', '{}'))).toMatchObject({
      service: 'cloudwatch',
      operation: 'PutMetricData',
      protocol: 'awsJson1_0',
    })
    expect(identify(jsonRequest('ec2-instance-connect', 'SendSSHPublicKey', '{}'))).toMatchObject({
      service: 'ec2-instance-connect',
      protocol: 'awsJson1_1',
    })
  })

  test('of a CBOR path, under any prefix', () => {
    const url = '/prefix/service/GraniteServiceVersion20100801/operation/ListMetrics'
    expect(identify({ ...post(''), url })).toMatchObject({
      operation: 'ListMetrics',
      protocol: 'rpc-v2-cbor',
    })
  })

  test('of an old client: EC2 still answers older versions', () => {
    const request = post('Action=DescribeVpcs&Version=2014-10-01', {
      authorization: authorization('ec2'),
    })
    expect(identify(request)).toMatchObject({ service: 'ec2' })
  })

  test('of a signature for several Regions', () => {
    const request = post('Action=DescribeVpcs&Version=2016-11-15', {
      authorization:
        'AWS4-ECDSA-P256-SHA256 Credential=AKID/20260102/ec2/aws4_request, SignedHeaders=host',
      'x-amz-region-set': 'ap-northeast-2,eu-west-1',
      'x-amz-security-token': 'token',
    })
    expect(identify(request).signer).toEqual({
      accessKeyId: 'AKID',
      region: 'ap-northeast-2',
      signingName: 'ec2',
      sessionToken: 'token',
    })
  })
})

describe('refused are', () => {
  const elb = { authorization: authorization('elastic-load-balancing-v2') }
  const s3 = { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260102/eu-west-1/s3/aws4_request' }
  test.each([
    [
      'classic load balancing, which signs as v2 does',
      post('Action=DescribeLoadBalancers&Version=2012-06-01', elb),
      'UnsupportedOperation',
    ],
    [
      'a version from the future',
      post('Action=DescribeVpcs&Version=2999-01-01', { authorization: authorization('ec2') }),
      'NoSuchVersion',
    ],
    ['another service', get('', s3), 'UnsupportedOperation'],
    ['a form without an action', post('Version=2016-11-15'), 'MissingAction'],
    ['an unsigned form without a version', post('Action=DescribeVpcs'), 'MissingParameter'],
    [
      'a target of no service',
      post('{}', { 'x-amz-target': 'Logs_20140328.PutLogEvents' }),
      'UnknownOperationException',
    ],
    [
      'a target without a dot',
      post('{}', { 'x-amz-target': 'AmazonSSM' }),
      'UnknownOperationException',
    ],
    [
      'a CBOR path of another service',
      { ...post(''), url: '/service/Other/operation/Do' },
      'UnknownOperationException',
    ],
  ])('%s', (_, request, code) => {
    expect(codeOf(request)).toBe(code)
  })
})
