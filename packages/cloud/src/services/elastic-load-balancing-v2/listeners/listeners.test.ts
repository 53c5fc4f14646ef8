import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import * as iam from '@aws-sdk/client-iam'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forward, gone, startBalancing, type Balancing } from '../../../testing/balancing.ts'
import { makeCertificate } from '../../../testing/make-certificate.ts'
import { certificateOf } from '../certificates/certificate.ts'

let world: Balancing
let client: elb.ElasticLoadBalancingV2Client
let LoadBalancerArn = ''
let group = ''
beforeAll(async () => {
  world = await startBalancing()
  ;({ client } = world)
  LoadBalancerArn = (await world.balancer({ Name: 'web' })).LoadBalancerArn ?? ''
  group = (await world.targetGroup({ Name: 'web' })).TargetGroupArn ?? ''
})
afterAll(() => world.cloud.close())

const listen = (input: Partial<elb.CreateListenerInput>) =>
  world.listener({ LoadBalancerArn, ...input })
const describe = async (ListenerArn: string | undefined) =>
  (await client.send(new elb.DescribeListenersCommand({ ListenerArns: [ListenerArn ?? ''] })))
    .Listeners?.[0]

it('a listener forwards, and its group is in use as long as it does', async () => {
  const made = await listen({ DefaultActions: [forward(group)], Tags: [{ Key: 'a', Value: 'b' }] })
  expect(made).toEqual({
    ListenerArn: expect.stringMatching(/:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/),
    LoadBalancerArn,
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [
      {
        Type: 'forward',
        TargetGroupArn: group,
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn: group, Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ],
  })
  expect(await describe(made.ListenerArn)).toEqual(made)
  const { TargetGroups } = await client.send(
    new elb.DescribeTargetGroupsCommand({ LoadBalancerArn }),
  )
  expect(TargetGroups).toMatchObject([
    { TargetGroupArn: group, LoadBalancerArns: [LoadBalancerArn] },
  ])
  await expect(
    client.send(new elb.DeleteTargetGroupCommand({ TargetGroupArn: group })),
  ).rejects.toMatchObject({
    name: 'ResourceInUseException',
    message: `The target group '${group}' is currently in use by a listener or a rule`,
  })
  const again = await listen({ DefaultActions: [forward(group)] })
  expect(again.ListenerArn).toBe(made.ListenerArn)
  await expect(listen({})).rejects.toMatchObject({
    name: 'DuplicateListenerException',
    message: `A listener already exists on this port for this load balancer '${LoadBalancerArn}'`,
  })
  const { ListenerArn } = made
  const changed = await client.send(
    new elb.ModifyListenerCommand({ ListenerArn, Port: 81, DefaultActions: [gone] }),
  )
  expect(changed.Listeners).toMatchObject([{ Port: 81, DefaultActions: [gone] }])
  const none = await client.send(new elb.DescribeTargetGroupsCommand({ LoadBalancerArn }))
  expect(none.TargetGroups).toEqual([])
  await client.send(new elb.DeleteListenerCommand({ ListenerArn }))
  await expect(describe(ListenerArn)).rejects.toMatchObject({
    name: 'ListenerNotFoundException',
    message: 'One or more listeners not found',
  })
  await expect(client.send(new elb.DeleteListenerCommand({ ListenerArn }))).rejects.toMatchObject({
    name: 'ListenerNotFoundException',
  })
})

it('refuses what AWS refuses', async () => {
  const tcp = (await world.targetGroup({ Name: 'tcp', Protocol: 'TCP' })).TargetGroupArn
  const { LoadBalancerArn: network } = await world.balancer({ Name: 'net', Type: 'network' })
  const taken = (await world.targetGroup({ Name: 'taken' })).TargetGroupArn
  const other = await world.balancer({ Name: 'other' })
  await world.listener({
    LoadBalancerArn: other.LoadBalancerArn,
    DefaultActions: [forward(taken)],
  })
  const weighed = (...arns: (string | undefined)[]): elb.Action => ({
    Type: 'forward',
    ForwardConfig: { TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn })) },
  })
  const cases: [Partial<elb.CreateListenerInput>, string, string][] = [
    [{ Protocol: undefined }, 'ValidationError', 'A listener protocol must be specified'],
    [{ Port: undefined }, 'ValidationError', 'A port must be specified'],
    [
      { Protocol: 'TCP' },
      'ValidationError',
      "Listener protocol 'TCP' must be one of 'HTTP, HTTPS'",
    ],
    [{ DefaultActions: [] }, 'ValidationError', 'At least one default action must be specified'],
    [
      { Protocol: 'HTTPS' },
      'ValidationError',
      'A certificate must be specified for HTTPS listeners',
    ],
    [
      { SslPolicy: 'ELBSecurityPolicy-2016-08' },
      'ValidationError',
      'An SSL policy cannot be specified for HTTP listeners',
    ],
    [
      { DefaultActions: [forward('unknown')] },
      'TargetGroupNotFoundException',
      "Target group 'unknown' not found",
    ],
    [
      { DefaultActions: [forward(tcp)] },
      'IncompatibleProtocolsException',
      `The listener and the following target groups have incompatible protocols: ${tcp}`,
    ],
    [
      { DefaultActions: [forward(taken)] },
      'TargetGroupAssociationLimitException',
      `The following target groups cannot be associated with more than one load balancer: ${taken}`,
    ],
    [
      { DefaultActions: [weighed(...Array<string>(6).fill(group))] },
      'InvalidLoadBalancerActionException',
      'up to 5 target groups',
    ],
    [
      { LoadBalancerArn: network, Protocol: 'UDP' },
      'UnsupportedOperation',
      'Listeners with the UDP protocol are not supported',
    ],
    [
      { LoadBalancerArn: network, Protocol: 'HTTP' },
      'ValidationError',
      "Listener protocol 'HTTP' must be one of",
    ],
    [
      { LoadBalancerArn: network, Protocol: 'TCP', DefaultActions: [gone] },
      'InvalidLoadBalancerActionException',
      "Actions of type 'fixed-response' are not supported for listeners with protocol 'TCP'",
    ],
    [
      { DefaultActions: [{ Type: 'authenticate-oidc' }] },
      'InvalidLoadBalancerActionException',
      "Actions of type 'authenticate-oidc' are supported only on HTTPS listeners",
    ],
    [
      {
        DefaultActions: [
          { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', ContentType: 'x' } },
        ],
      },
      'InvalidLoadBalancerActionException',
      "The ContentType must be one of:'text/html', 'application/json', 'application/javascript', 'text/css', 'text/plain'",
    ],
    [
      {
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '100' } }],
      },
      'ValidationError',
      "Value '100' at 'defaultActions.1.member.fixedResponseConfig.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$",
    ],
    [
      { DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }] },
      'InvalidLoadBalancerActionException',
      'The RedirectConfig is not valid because it creates a loop.',
    ],
  ]
  for (const [input, name, message] of cases) {
    await expect(listen({ Port: 9000, ...input }), message).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
  }
})

it('HTTPS takes certificates of IAM, and stands in for those of ACM', async () => {
  const { certificate, privateKey } = await makeCertificate('shop.example')
  const client2 = world.cloud.iam()
  const uploaded = await client2.send(
    new iam.UploadServerCertificateCommand({
      ServerCertificateName: 'shop',
      CertificateBody: certificate,
      PrivateKey: privateKey,
    }),
  )
  const own = uploaded.ServerCertificateMetadata?.Arn ?? ''
  const acm = `arn:aws:acm:ap-northeast-2:123456789012:certificate/0a1b2c3d`
  await expect(
    listen({ Protocol: 'HTTPS', Port: 443, Certificates: [{ CertificateArn: 'lalala' }] }),
  ).rejects.toMatchObject({
    name: 'CertificateNotFoundException',
    message: "Certificate 'lalala' not found",
  })
  const made = await listen({
    Protocol: 'HTTPS',
    Port: 443,
    Certificates: [{ CertificateArn: own }],
  })
  expect(made).toMatchObject({
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-2016-08',
    Certificates: [{ CertificateArn: own }],
    MutualAuthentication: { Mode: 'off' },
  })
  const { ListenerArn } = made
  await expect(
    client2.send(new iam.DeleteServerCertificateCommand({ ServerCertificateName: 'shop' })),
  ).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: expect.stringContaining(`is currently in use by ${LoadBalancerArn}`),
  })
  const added = await client.send(
    new elb.AddListenerCertificatesCommand({
      ListenerArn,
      Certificates: [{ CertificateArn: acm }],
    }),
  )
  expect(added.Certificates).toEqual([{ CertificateArn: acm, IsDefault: false }])
  const listed = await client.send(new elb.DescribeListenerCertificatesCommand({ ListenerArn }))
  expect(listed.Certificates).toEqual([
    { CertificateArn: own, IsDefault: true },
    { CertificateArn: acm, IsDefault: false },
  ])
  const scope = { account: '123456789012', region: 'ap-northeast-2' }
  const standIn = world.cloud.engine.transact(scope, (ctx) => certificateOf(ctx.db, acm))
  expect(new X509Certificate(standIn?.certificate ?? '').subjectAltName).toContain('.elb.localhost')
  expect(new X509Certificate(standIn?.certificate ?? '').checkHost('localhost')).toBe('localhost')
  await expect(
    client.send(
      new elb.RemoveListenerCertificatesCommand({
        ListenerArn,
        Certificates: [{ CertificateArn: own }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'OperationNotPermittedException' })
  await client.send(
    new elb.RemoveListenerCertificatesCommand({
      ListenerArn,
      Certificates: [{ CertificateArn: acm }],
    }),
  )
  await client.send(
    new elb.ModifyListenerCommand({
      ListenerArn,
      Certificates: [{ CertificateArn: acm }],
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    }),
  )
  expect(await describe(ListenerArn)).toMatchObject({
    Certificates: [{ CertificateArn: acm }],
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  })
  await client2.send(new iam.DeleteServerCertificateCommand({ ServerCertificateName: 'shop' }))
  await expect(
    client.send(new elb.ModifyListenerCommand({ ListenerArn, SslPolicy: 'none' })),
  ).rejects.toMatchObject({
    name: 'SSLPolicyNotFoundException',
    message: "SSL policy 'none' not found",
  })
  const plain = await client.send(
    new elb.ModifyListenerCommand({ ListenerArn, Protocol: 'HTTP', Port: 8443 }),
  )
  expect(plain.Listeners?.[0]?.SslPolicy).toBeUndefined()
  expect(plain.Listeners?.[0]?.Certificates).toBeUndefined()
})

it('attributes have AWS’s defaults and are told in full', async () => {
  const { ListenerArn } = await listen({ Port: 8001 })
  const told = await client.send(new elb.DescribeListenerAttributesCommand({ ListenerArn }))
  expect(told.Attributes).toContainEqual({
    Key: 'routing.http.response.server.enabled',
    Value: 'true',
  })
  const Key = 'routing.http.response.strict_transport_security.header_value'
  const set = await client.send(
    new elb.ModifyListenerAttributesCommand({
      ListenerArn,
      Attributes: [{ Key, Value: 'max-age=1' }],
    }),
  )
  expect(set.Attributes).toContainEqual({ Key, Value: 'max-age=1' })
  const tcp = (await world.targetGroup({ Name: 'tcp3', Protocol: 'TCP' })).TargetGroupArn
  const balancer = await world.balancer({ Name: 'net3', Type: 'network' })
  const { ListenerArn: passing } = await world.listener({
    LoadBalancerArn: balancer.LoadBalancerArn,
    Protocol: 'TCP',
    Port: 25,
    DefaultActions: [forward(tcp)],
  })
  const usual = await client.send(
    new elb.DescribeListenerAttributesCommand({ ListenerArn: passing }),
  )
  expect(usual.Attributes).toEqual([{ Key: 'tcp.idle_timeout.seconds', Value: '350' }])
  await expect(
    client.send(
      new elb.ModifyListenerAttributesCommand({
        ListenerArn: passing,
        Attributes: [{ Key: 'tcp.idle_timeout.seconds', Value: '59' }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'ValidationError' })
})

it('lists security policies', async () => {
  const { SslPolicies = [] } = await client.send(new elb.DescribeSSLPoliciesCommand({}))
  expect(SslPolicies.length).toBeGreaterThan(20)
  const named = await client.send(
    new elb.DescribeSSLPoliciesCommand({
      Names: ['ELBSecurityPolicy-FS-1-2-Res-2020-10', 'ELBSecurityPolicy-FS-1-2-Res-2020-10'],
    }),
  )
  expect(named.SslPolicies).toMatchObject([
    {
      SslProtocols: ['TLSv1.2'],
      Ciphers: [{ Name: 'ECDHE-ECDSA-AES128-GCM-SHA256', Priority: 1 }, {}, {}, {}],
    },
  ])
})
