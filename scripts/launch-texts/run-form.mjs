// Launches as the form does: the planned calls through the SDK. Reads the plan from plan.json.
import { readFileSync } from 'node:fs'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'

const { plan, groupMarker } = JSON.parse(readFileSync('plan.json', 'utf8'))
const ec2 = new EC2Client({})
if (plan.keyPair) await ec2.send(new CreateKeyPairCommand(plan.keyPair))
let groupId = ''
if (plan.securityGroup) {
  const group = await ec2.send(new CreateSecurityGroupCommand(plan.securityGroup))
  groupId = group.GroupId
}
if (plan.permissions) {
  const input = { GroupId: groupId, IpPermissions: plan.permissions }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(input))
}
const text = JSON.stringify(plan.input).replaceAll(JSON.stringify(groupMarker), `"${groupId}"`)
const input = JSON.parse(text)
const spot = input.InstanceMarketOptions?.SpotOptions
if (spot?.ValidUntil) spot.ValidUntil = new Date(spot.ValidUntil)
await ec2.send(new RunInstancesCommand(input))
