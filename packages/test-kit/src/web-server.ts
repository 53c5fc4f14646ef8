import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'

/** The newest Amazon Linux 2023, by its public parameter. */
export const amazonLinux =
  'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'

const userData = `#!/bin/bash
dnf install -y httpd
echo '<h1>It works!</h1>' > /var/www/html/index.html
systemctl enable --now httpd
`

/** Launches an instance with httpd in the default VPC; resolves with its name at the gateway once that serves its page. */
export async function launchWebServer(ec2: EC2Client, gatewayPort: number): Promise<string> {
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  const InstanceIds = [made?.InstanceId ?? '']
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  const name = found.Reservations?.[0]?.Instances?.[0]?.PublicDnsName ?? ''
  const host = name.replace('.amazonaws.com', '.localhost')
  while (!(await ask(gatewayPort, host)).includes('It works!')) await sleep(5)
  return host
}

/** Lets everybody reach port 80 through the default group. */
export async function openPort80(ec2: EC2Client): Promise<void> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    }),
  )
}

/** What a page says; nothing when nobody answers. */
function ask(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host, connection: 'close' } }, (reply) => {
      let text = ''
      reply.on('data', (data: Buffer) => (text += data.toString()))
      reply.on('close', () => resolve(text))
    })
      .on('error', () => resolve(''))
      .end()
  })
}
