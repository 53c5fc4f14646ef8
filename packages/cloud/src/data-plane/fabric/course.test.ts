import { text } from 'node:stream/consumers'
import {
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  DescribeInstancesCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const script = `#!/bin/bash
dnf install -y httpd
echo "<h1>Hello from $(hostname)</h1>" > /var/www/html/index.html
systemctl enable --now httpd
`

let cloud: TestCloud
let web: Instance
let client: Instance
beforeAll(async () => {
  cloud = await startTestCloud()
  web = await launch(script)
  client = await launch()
})
afterAll(() => cloud.close())

async function launch(userData = '', SubnetId?: string): Promise<Instance> {
  const ec2 = cloud.ec2()
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  await cloud.advance('3m')
  const InstanceIds = [made.Instances?.[0]?.InstanceId ?? '']
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  return Reservations?.[0]?.Instances?.[0] ?? {}
}

async function run({ InstanceId = '' }: Instance, command: string): Promise<string> {
  const guest = cloud.engine.transact(place, (ctx) =>
    ctx.host.findGuest({ ...place, instanceId: InstanceId }),
  )
  const process = await guest?.execute({
    user: 'root',
    argv: ['/bin/bash', '-c', `${command} 2>&1`],
  })
  if (!process) throw new Error(`No guest in ${InstanceId}`)
  process.stdin.end()
  const output = text(process.stdout)
  await cloud.advance('10m')
  return output
}

it('a page from user data opens when its group lets it, from inside and from this computer', async () => {
  const ec2 = cloud.ec2()
  const address = web.PublicIpAddress ?? ''
  const curl = `curl -sS -m 10 http://${address}/`
  expect(await run(client, curl)).toContain('timed out')
  const http = {
    GroupId: web.SecurityGroups?.[0]?.GroupId,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ],
  }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(http))
  expect(await run(client, curl)).toContain('Hello from ip-')
  expect(await run(client, `curl -sS http://${web.PublicDnsName}/`)).toContain('Hello from ip-')
  const mine = cloud.fabric.myComputer(place.account)
  const socket = await cloud.fabric.connect(mine, { address, port: 80 })
  if ('unreachable' in socket) throw new Error(socket.unreachable)
  socket.write(`GET / HTTP/1.1\r\nHost: ${address}\r\nConnection: close\r\n\r\n`)
  expect(await text(socket)).toContain('Hello from ip-')
  // From the page's own log: whom it was served to.
  const log = await run(web, 'cat /var/log/httpd/access_log')
  expect(log).toContain(client.PublicIpAddress)
  expect(log).toContain(client.PrivateIpAddress)
  expect(log).toContain('203.0.113.10')
  await ec2.send(new RevokeSecurityGroupIngressCommand(http))
  expect(await run(client, curl)).toContain('timed out')
})

it('a download comes from whatever https URL a course names', async () => {
  const url = 'https://static.us-east-1.prod.workshops.aws/public/web.zip?Key-Pair-Id=K&Policy=P'
  const output = await run(
    client,
    `(dnf install -y wget; cd /tmp; wget -O web.zip '${url}'; head -c 2 web.zip)`,
  )
  expect(output).toContain('[application/zip]')
  expect(output).toMatch(/saved[^]*\nPK$/)
  expect(await run(client, '(curl -sS http://no-such-name.invalid/; ping -c 1 8.8.8.8)')).toMatch(
    /Could not resolve host[^]*1 received/,
  )
})

/** What a well-known course has its students paste into the launch form: a LAMP stack, an application, an SDK. */
const lampScript = `#!/bin/sh
dnf install -y httpd wget php-fpm php-mysqli php-json php php-devel
dnf install -y mariadb105-server
dnf install -y httpd php-mbstring
chkconfig httpd on
systemctl start httpd
if [ ! -f /var/www/html/app.zip ]; then
   cd /var/www/html
   wget -O app.zip 'https://static.example-course.com/files/app.zip?version=3&lang=ko'
   unzip app.zip
fi
if [ ! -f /var/www/html/vendor/aws.zip ]; then
   cd /var/www/html
   mkdir vendor
   cd vendor
   wget https://docs.aws.amazon.com/aws-sdk-php/v3/download/aws.zip
   unzip aws.zip
fi
dnf update -y
`

it('the LAMP script of a course runs to its page, which shows instance and zone', async () => {
  const server = await launch(lampScript)
  const page = await run(server, 'curl -sS http://localhost/; ls /var/www/html/vendor')
  expect(page).toContain(`<td>${server.InstanceId}</td>`)
  expect(page).toContain(`<td>${server.Placement?.AvailabilityZone}</td>`)
  expect(page).toContain('aws-autoloader.php')
})

it('a subnet without a way out installs nothing', async () => {
  const ec2 = cloud.ec2()
  const { Subnet: made } = await ec2.send(
    new CreateSubnetCommand({ VpcId: web.VpcId, CidrBlock: '172.31.201.0/24' }),
  )
  const { RouteTable: table } = await ec2.send(new CreateRouteTableCommand({ VpcId: web.VpcId }))
  await ec2.send(
    new AssociateRouteTableCommand({
      SubnetId: made?.SubnetId,
      RouteTableId: table?.RouteTableId,
    }),
  )
  const hidden = await launch('', made?.SubnetId)
  expect(await run(hidden, 'dnf install -y httpd; echo status $?')).toContain('status 1')
  expect(await run(client, 'dnf install -y httpd; echo status $?')).toContain('status 0')
  expect(await run(client, 'curl -sS https://checkip.amazonaws.com')).toContain(
    client.PublicIpAddress,
  )
})
